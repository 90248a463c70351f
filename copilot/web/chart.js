// Charts: an ECharts option, drawn in the page's own colours and the reader's own numbers.

const NARROW = 520;

export function chart(part, { language }) {
  const box = document.createElement("div");
  box.className = "plot";
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", part.alt);
  const figure = document.createElement("figure");
  const title = document.createElement("figcaption");
  title.textContent = part.title;
  figure.className = "panel";
  figure.append(title, box);
  draw(box, part.spec, language);
  return figure;
}

async function draw(box, spec, language) {
  const { echarts } = await import("/web/echarts/index.js");
  await laidOut(box);
  const lying = lies(spec, box.clientWidth);
  if (lying) box.style.height = `${Math.max(10, 4 + 2.6 * spec.xAxis.data.length)}rem`;
  const plot = echarts.init(box, null, { renderer: "svg", locale: language === "fr" ? "FR" : "EN" });
  const paint = () => plot.setOption(dressed(spec, language, lying), true);
  paint();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  new ResizeObserver(() => plot.resize()).observe(box);
}

function laidOut(box) {
  return new Promise((resolve) => {
    const seen = new ResizeObserver(() => {
      if (!box.clientWidth) return;
      seen.disconnect();
      resolve();
    });
    seen.observe(box);
  });
}

// Bars with names to read lie down where there is no room for the names below them.
function lies(spec, width) {
  const names = spec.xAxis?.type === "category" ? spec.xAxis.data : [];
  const room = width / Math.max(names.length, 1);
  const longest = Math.max(0, ...names.map((name) => String(name).length));
  return spec.series.every((series) => series.type === "bar") && (width < NARROW || longest * 7 > room) && names.length > 1;
}

function colours() {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

function dressed(spec, language, lying) {
  const colour = colours();
  const short = new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 });
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const font = getComputedStyle(document.body).fontFamily;
  const words = { color: colour("soft"), fontFamily: font, fontSize: 12 };
  const category = { ...spec.xAxis, axisTick: { show: false }, axisLine: { lineStyle: { color: colour("line") } }, inverse: lying,
    axisLabel: { ...words, interval: spec.series.some((series) => series.type === "line") ? "auto" : 0, overflow: "truncate", ...(lying ? {} : { margin: 14 }), ...(lying ? { width: 130 } : {}) } };
  const value = { ...spec.yAxis, minInterval: integral(spec) ? 1 : 0, splitLine: { lineStyle: { color: colour("line") } }, axisLabel: { ...words, formatter: (n) => short.format(n) } };
  const legend = { ...spec.legend, textStyle: words, top: 0, left: 0, itemWidth: 12, itemHeight: 12, icon: "roundRect" };
  const several = spec.series.length > 1;
  return {
    ...spec, animation: false, backgroundColor: "transparent", aria: { enabled: false },
    color: ["one", "two", "three", "four", "five", "six"].map((name) => colour(`chart-${name}`)),
    textStyle: { fontFamily: font },
    grid: { containLabel: true, left: 4, right: 16, top: several ? 40 : 12, bottom: 4 },
    legend: several ? legend : { show: false },
    tooltip: { ...spec.tooltip, trigger: "axis", renderMode: "richText", backgroundColor: colour("paper"), borderColor: colour("line"),
      textStyle: { color: colour("ink"), fontFamily: font }, axisPointer: { type: "shadow", shadowStyle: { color: colour("line"), opacity: 0.35 } },
      valueFormatter: (n) => (n === null || n === undefined ? "—" : whole.format(n)) },
    xAxis: lying ? value : category,
    yAxis: lying ? category : value,
    series: spec.series.map((series) => ({ barMaxWidth: 36, symbolSize: 7, ...series })),
  };
}

function integral(spec) {
  return spec.series.every((series) => series.data.every((n) => Number.isInteger(n ?? 0)));
}
