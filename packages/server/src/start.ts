// What the built program begins with. It must be understood by a Node that is too old for the rest, so it looks at the
// version before it loads anything.

const OLDEST = 24;

if (Number(process.versions.node.split(".")[0]) < OLDEST) {
  console.error(
    `Fray needs Node ${OLDEST} or later, and this is Node ${process.versions.node}. Get it from https://nodejs.org`,
  );
  process.exit(1);
}
await import("./main.ts");
