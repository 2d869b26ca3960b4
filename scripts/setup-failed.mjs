// Plain JavaScript, because it must run with any Node before anything is installed.
console.error(
  "Fray could not install its packages. The first start of a machine needs the npm registry; later ones don't.\n" +
    "Check the network (or the proxy: npm config set proxy ADDRESS), and start again. A machine without a network runs\n" +
    "the archive that another one makes with `npm run release`.",
);
process.exitCode = 1;
