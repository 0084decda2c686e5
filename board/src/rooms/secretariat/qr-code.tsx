import { qrPath } from "../../parts/qr.js";

/** Modules of quiet zone that readers want around a code. */
const QUIET = 4;

/** A QR code with its quiet zone, black on white whatever the theme. */
export function Qr({ text, label }: { readonly text: string; readonly label: string }) {
  const { d, size } = qrPath(text);
  return (
    <svg
      className="qr"
      role="img"
      aria-label={label}
      viewBox={`${-QUIET} ${-QUIET} ${size + 2 * QUIET} ${size + 2 * QUIET}`}
      shapeRendering="crispEdges"
    >
      <rect x={-QUIET} y={-QUIET} width={size + 2 * QUIET} height={size + 2 * QUIET} fill="#fff" />
      <path d={d} fill="#000" />
    </svg>
  );
}
