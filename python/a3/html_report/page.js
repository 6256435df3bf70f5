"use strict";
// Draws the charts, and again when the system changes between light and dark.
(() => {
  const charts = JSON.parse(document.getElementById("charts").textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let drawn = [];

  function config() {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    const font = getComputedStyle(document.body).fontFamily;
    const labels = {
      labelColor: colour("text"), titleColor: colour("faint"), labelFont: font, titleFont: font,
      labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal",
    };
    const ramp = dark.matches
      ? ["#1b2430", "#1f4e86", "#4c9be8", "#d9edff"]
      : ["#eef3f9", "#9cc6f2", "#2f75d6", "#10305f"];
    const diverging = dark.matches
      ? ["#f0803c", "#1b2430", "#4c9be8"]
      : ["#c2410c", "#eef3f9", "#2563eb"];
    return {
      background: null,
      font,
      axis: {
        ...labels, domainColor: colour("edge"), tickColor: colour("edge"),
        gridColor: colour("edge"), gridOpacity: 0.6,
      },
      legend: labels,
      text: { color: colour("text"), font, fontSize: 12 },
      view: { stroke: colour("edge") },
      range: { heatmap: ramp, ramp, diverging },
    };
  }

  async function draw() {
    delete document.body.dataset.drawn;
    for (const result of drawn) result.finalize();
    const options = { config: config(), actions: false, tooltip: { theme: "custom" } };
    drawn = await Promise.all(
      [...document.querySelectorAll("[data-chart]")].map((element) =>
        vegaEmbed(element, charts[element.dataset.chart],
          { ...options, renderer: element.dataset.renderer })),
    );
    document.body.dataset.drawn = dark.matches ? "dark" : "light";
  }

  dark.addEventListener("change", draw);
  draw();
})();
