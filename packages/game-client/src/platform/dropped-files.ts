/** Calls `take` with each file that is dropped on the page, for as long as the page lives. */
export function dropsOfFiles(take: (file: File) => void): void {
  addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  addEventListener("drop", (event) => {
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    // The browser would leave the page for the file.
    event.preventDefault();
    take(file);
  });
}
