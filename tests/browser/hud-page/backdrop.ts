/** Paints an imitation of an arena behind the HUD: dark floor, light walls, bright shots. */
export function paintBackdrop(stage: HTMLElement): void {
  const canvas = document.createElement("canvas");
  canvas.width = innerWidth;
  canvas.height = innerHeight;
  stage.append(canvas);
  const pen = canvas.getContext("2d");
  if (!pen) return;
  const unit = Math.max(innerWidth / 32, innerHeight / 18);
  pen.fillStyle = "#1b2735";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  for (let tile = 0; tile < 100; tile++) {
    pen.fillStyle = tile % 9 === 0 ? "#3d5168" : "rgba(150, 190, 230, 0.05)";
    pen.fillRect(((tile * 7) % 32) * unit, ((tile * 5) % 18) * unit, unit * 2 - 1, unit - 1);
  }
  pen.fillStyle = "#f4f8ff";
  pen.beginPath();
  pen.arc(innerWidth / 2, innerHeight / 2, unit / 2, 0, 2 * Math.PI);
  pen.fill();
}
