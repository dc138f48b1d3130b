// Makes vendor.js, world.json and LICENCES.txt, which are committed: only who changes a version here needs node.
//   cd pipeline/report/vendor && npm ci --ignore-scripts && npm run build
import { build } from "esbuild";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { feature } from "topojson-client";
import { geoCentroid } from "d3-geo";

const read = path => JSON.parse(readFileSync(path, "utf8"));
const bundled = await build({
  entryPoints: ["entry.js"],
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "vendor",
  target: "es2020",
  legalComments: "none",
  charset: "utf8",
  metafile: true,
  write: false,
});
writeFileSync("vendor.js", bundled.outputFiles[0].text);

// the shapes of 1:110m; a state too small for them is a point, from those of 1:50m, else of 1:10m
const atlas = scale => read(`node_modules/world-atlas/countries-${scale}.json`);
const small = atlas("110m");
const names = { Kosovo: "XKX", "N. Cyprus": "", Somaliland: "" };
const ident = shape => shape.id ?? names[shape.properties.name] ?? "";
delete small.objects.land;
for (const shape of small.objects.countries.geometries) Object.assign(shape, { id: ident(shape), properties: undefined });
const drawn = new Set(small.objects.countries.geometries.map(shape => shape.id));
const points = {};
for (const shape of ["50m", "10m"].flatMap(scale => feature(atlas(scale), atlas(scale).objects.countries).features)) {
  const id = ident(shape);
  if (id && !drawn.has(id) && !(id in points)) points[id] = geoCentroid(shape).map(degree => Math.round(degree * 10) / 10);
}
writeFileSync("world.json", JSON.stringify({ topology: small, points }));

const used = new Set(["world-atlas"]);
for (const path of Object.keys(bundled.metafile.inputs)) {
  const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
  if (found) used.add(found[1]);
}
const parts = [...used].sort().map(name => {
  const folder = `node_modules/${name}`,
    about = read(`${folder}/package.json`);
  const file = readdirSync(folder).find(each => /^licen[cs]e/i.test(each));
  const text = file && existsSync(`${folder}/${file}`) ? readFileSync(`${folder}/${file}`, "utf8").trim() : about.license;
  return `${name} ${about.version} (${about.license})\n\n${text}\n`;
});
const source = "The shapes of world-atlas are from Natural Earth, which is in the public domain.\n";
writeFileSync("LICENCES.txt", [...parts, source].join(`\n${"-".repeat(72)}\n\n`));
