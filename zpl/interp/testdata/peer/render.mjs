// Draws ZPL with zpl-renderer-js and takes the time, for TestPeer. Arguments:
// the folder where npm installed it. Standard input: one JSON object a line,
// {"zpl": file, "width": mm, "height": mm, "page": n, "rounds": n, "png": file}.
// Standard output: one JSON object for each, {"ms": best, "error": text}.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const require = createRequire(join(resolve(process.argv[2]), "package.json"));
const { api } = await require("zpl-renderer-js").ready;

for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const job = JSON.parse(line);
  const zpl = readFileSync(job.zpl, "utf8");
  let best = Infinity;
  let labels = [];
  let error = "";
  try {
    for (let i = 0; i <= job.rounds; i++) {
      const start = performance.now();
      labels = await api.zplToBase64MultipleAsync(zpl, job.width, job.height, 8);
      if (i > 0) best = Math.min(best, performance.now() - start); // the first warms up
    }
  } catch (e) {
    error = String(e);
  }
  if (labels[job.page]) {
    writeFileSync(job.png, Buffer.from(labels[job.page], "base64"));
  } else if (!error) {
    error = `${labels.length} labels`;
  }
  console.log(JSON.stringify({ ms: Number.isFinite(best) ? best : 0, error }));
}
process.exit(0); // the engine keeps the loop alive
