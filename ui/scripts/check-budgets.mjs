// Fails the build when what a visitor must download outgrows its budget (gzip, in KB of 1,000 bytes).
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(await readFile(new URL(".vite/manifest.json", dist), "utf8"));

const entry = "index.html";
const forms = [
  "src/features/api-keys/components/generate-key-dialog.tsx",
  "src/features/webhooks/components/create-webhook-dialog.tsx",
];
const keyDetails = ["src/features/api-keys/components/key-detail-dialog.tsx"];
const deliveries = ["src/features/webhooks/components/deliveries-dialog.tsx"];

/** Everything that is downloaded, without a further click, once the given modules are asked for. */
function chunksOf(modules) {
  const found = new Set();
  const visit = (name) => {
    if (found.has(name)) return;
    if (!manifest[name]) throw new Error(`${name} is not in the build manifest`);
    found.add(name);
    for (const imported of manifest[name].imports ?? []) visit(imported);
  };
  modules.forEach(visit);
  return found;
}

async function gzipKilobytes(files) {
  let bytes = 0;
  for (const file of files)
    bytes += gzipSync(await readFile(new URL(file, dist)), { level: 9 }).length;
  return bytes / 1000;
}

const scripts = (chunks) => [...chunks].map((name) => manifest[name].file);
const initial = chunksOf([entry]);
const beyondInitial = (modules) => [...chunksOf(modules)].filter((name) => !initial.has(name));
const styles = new Set(Object.values(manifest).flatMap((chunk) => chunk.css ?? []));

const budgets = [
  { what: "initial JS", files: scripts(initial), limit: 170 },
  { what: "forms", files: scripts(beyondInitial(forms)), limit: 45 },
  { what: "key details", files: scripts(beyondInitial(keyDetails)), limit: 25 },
  { what: "deliveries", files: scripts(beyondInitial(deliveries)), limit: 25 },
  { what: "CSS", files: [...styles], limit: 12 },
];

for (const { what, files, limit } of budgets) {
  const size = await gzipKilobytes(files);
  const verdict = size <= limit ? "ok" : "TOO LARGE";
  console.log(`${what.padEnd(12)} ${size.toFixed(1).padStart(6)} KB of ${limit} KB  ${verdict}`);
  if (size > limit) process.exitCode = 1;
}
