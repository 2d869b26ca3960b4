import { optional } from "../../platform/optional.ts";

const FILE_NAME = "fray-result.png";

/**
 * Offers a picture to the system's share sheet; where there is none for files, saves it as a download. Returns false
 * when the browser does neither. A share sheet that is closed counts as done.
 */
export async function handOver(picture: Blob): Promise<boolean> {
  const file = optional(() => new File([picture], FILE_NAME, { type: picture.type }));
  if (file && optional(() => navigator.canShare({ files: [file] })) === true) {
    try {
      await navigator.share({ files: [file] });
      return true;
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return true;
    }
  }
  return optional(() => save(picture)) ?? false;
}

/** Address of the last picture. It stays valid until the next one, because the browser reads it after the click. */
let address: string | undefined;

function save(picture: Blob): boolean {
  if (address !== undefined) URL.revokeObjectURL(address);
  address = URL.createObjectURL(picture);
  const link = document.createElement("a");
  link.href = address;
  link.download = FILE_NAME;
  link.click();
  return true;
}
