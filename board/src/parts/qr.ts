import { correction, generate } from "lean-qr";

/** A QR code (error level M) as one SVG path of unit squares, and its size in modules; a quiet zone of four belongs around it. */
export function qrPath(text: string): { readonly d: string; readonly size: number } {
  const code = generate(text, { minCorrectionLevel: correction.M });
  let d = "";
  for (let y = 0; y < code.size; y += 1)
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) d += `M${x} ${y}h1v1h-1z`;
  return { d, size: code.size };
}
