export { hashOfFiles } from "./hash-of-files.ts";
