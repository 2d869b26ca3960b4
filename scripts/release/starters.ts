const POSIX = `#!/bin/sh
# Starts Fray. Options follow: ./start.sh --port 8080 --bots 8
# Statistics and the secret are kept beside this folder, so that an upgrade leaves them alone.
cd "$(dirname "$0")" || exit 1
if ! command -v node >/dev/null; then
  echo "Fray needs Node 24 or later. Get it from https://nodejs.org" >&2
  exit 1
fi
FRAY_DATA_DIR="\${FRAY_DATA_DIR:-../fray-data}"
export FRAY_DATA_DIR
exec node server.mjs "$@"
`;

const WINDOWS = `@echo off
rem Starts Fray. Options follow: start.bat --port 8080 --bots 8
rem Statistics and the secret are kept beside this folder, so that an upgrade leaves them alone.
cd /d "%~dp0"
where node >nul 2>nul
if errorlevel 1 (
  echo Fray needs Node 24 or later. Get it from https://nodejs.org
  pause
  exit /b 1
)
if "%FRAY_DATA_DIR%"=="" set "FRAY_DATA_DIR=..\\fray-data"
node server.mjs %*
if errorlevel 1 pause
`;

/** Scripts that start the program, by file name. The Finder of macOS runs a file with the name `.command`. */
export const STARTERS: Readonly<Record<string, string>> = {
  "start.sh": POSIX,
  "start.command": POSIX,
  "start.bat": WINDOWS.replaceAll("\n", "\r\n"),
};
