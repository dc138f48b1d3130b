// What the page uses of others; build.mjs makes vendor.js of it.
export { geoNaturalEarth1, geoPath, geoGraticule10 } from "d3-geo";
export { forceSimulation, forceLink, forceManyBody, forceCollide, forceX, forceY } from "d3-force";
export { feature } from "topojson-client";
