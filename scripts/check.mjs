/** `npm run check`: everything that can be said of the code without running it, side by side; prints only what fails. */
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";

const CHECKS = [
  ["format", "npx prettier --check --log-level warn ."],
  ["lint", "npx eslint . --max-warnings 0 --cache --cache-location node_modules/.cache/eslint/"],
  ["types", "npx tsc --noEmit"],
  ["types of the rooms", "npx tsc --noEmit -p board"],
  ["documents of the rooms in step", "node board/generate.mjs --check"],
  ["imports", "npx depcruise src rehearsal ormconfig.ts migrations --output-type err"],
  ["schema in step", "node dist/scripts/emit-schema.js --check"],
  ["migrations in step", "node dist/scripts/check-migrations.js"],
];

const run = (command) =>
  new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.on("close", (code) => resolve({ code, output }));
  });

const prepared = await run("node scripts/prepare.mjs");
if (prepared.code !== 0) {
  console.error(prepared.output);
  process.exit(1);
}
let failed = 0;
const waiting = [...CHECKS];
const worker = async () => {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const [name, command] = check;
    const started = Date.now();
    const { code, output } = await run(command);
    console.log(`${code === 0 ? "ok    " : "FAILED"} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    if (code !== 0) {
      failed += 1;
      console.error(output.trim());
    }
  }
};
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
process.exit(failed === 0 ? 0 : 1);
