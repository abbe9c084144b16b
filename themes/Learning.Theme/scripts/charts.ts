import { BarChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use, type ECharts } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([BarChart, GridComponent, MarkLineComponent, TooltipComponent, CanvasRenderer]);

type Row = { name: string; value: number | null; words: string };
const charts = new Map<HTMLTableElement, ECharts>();
/** A longer chart leaves out what has no number: the table below has it. */
const long = 12;

function rowsOf(table: HTMLTableElement): Row[] {
  const heads = [...table.tHead!.rows[0].cells];
  const marked = heads.findIndex(cell => cell.hasAttribute('data-value'));
  const column = marked >= 0 ? marked : heads.map(cell => cell.classList.contains('num')).lastIndexOf(true);
  return [...table.tBodies].flatMap(body => [...body.rows]).map(row => {
    const words = row.cells[column].textContent!.trim();
    const number = Number.parseFloat((row.cells[column].dataset.number ?? words).replaceAll(',', ''));
    return { name: row.cells[0].textContent!.trim(), value: Number.isNaN(number) ? null : number, words };
  });
}

function shown(rows: Row[]): Row[] {
  const counted = rows.filter(row => row.value !== null);
  return rows.length > long && counted.length > 0 ? counted : rows;
}

function draw(table: HTMLTableElement): void {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--c-${name}`).trim();
  const size = Number.parseFloat(style.fontSize) * 0.875;
  const font = { fontFamily: style.getPropertyValue('--font'), fontSize: size };
  const all = rowsOf(table);
  const rows = shown(all);
  const unit = table.dataset.unit ?? '';
  const goal = table.dataset.goal ? Number.parseFloat(table.dataset.goal) : null;
  const chart = charts.get(table) ?? create(table, rows.length, all.length - rows.length);
  const width = chart.getWidth();
  const narrow = width < 480;
  const widest = Math.max(...rows.map(row => [...row.name].reduce((sum, letter) => sum + (letter > '\u2000' ? 1 : 0.6), 0))) * size;
  chart.setOption({
    animation: false,
    textStyle: font,
    grid: { left: narrow ? 0 : 8, right: narrow ? size * 4 : 72, top: goal === null ? 8 : 28, bottom: 8, containLabel: true },
    xAxis: { type: 'value', min: 0, max: unit === '%' ? 100 : undefined, minInterval: unit === '%' ? undefined : 1, interval: unit === '%' ? (narrow ? 50 : 20) : undefined, splitNumber: narrow ? 3 : 5, axisLabel: { color: colour('text-3'), formatter: `{value}${unit}`, hideOverlap: true, ...font }, splitLine: { lineStyle: { color: colour('line') } } },
    yAxis: { type: 'category', inverse: true, data: rows.map(row => row.name), axisTick: { show: false }, axisLine: { lineStyle: { color: colour('line') } }, axisLabel: { color: colour('text'), interval: 0, width: Math.ceil(Math.min(width * 0.34, widest + 2)), overflow: 'break', lineHeight: Math.round(size * 1.25), ...font } },
    tooltip: { renderMode: 'richText', trigger: 'item', backgroundColor: colour('surface'), borderColor: colour('line'), textStyle: { color: colour('text'), ...font }, formatter: (item: { dataIndex: number }) => `${rows[item.dataIndex].name}  ${rows[item.dataIndex].words}` },
    series: [{
      type: 'bar',
      barMaxWidth: 20,
      data: rows.map(row => row.value ?? 0),
      itemStyle: { color: colour('primary'), borderRadius: [0, 4, 4, 0] },
      emphasis: { itemStyle: { color: colour('primary-strong') } },
      label: { show: true, position: 'right', color: colour('text'), formatter: (item: { dataIndex: number }) => rows[item.dataIndex].words, ...font },
      markLine: goal === null ? undefined : {
        silent: true, symbol: 'none', animation: false, data: [{ xAxis: goal }],
        lineStyle: { color: colour('text'), type: 'solid', width: 1 },
        label: { formatter: table.dataset.goalText ?? `${goal}${unit}`, color: colour('text'), position: 'start', ...font },
      },
    }],
  });
}

function create(table: HTMLTableElement, rows: number, leftOut: number): ECharts {
  const box = document.createElement('div');
  box.className = 'chart';
  box.setAttribute('role', 'img');
  box.setAttribute('aria-label', table.getAttribute('aria-label') ?? table.caption?.textContent ?? '');
  box.style.height = `${rows * 40 + 64}px`;
  const below = table.closest('.table-wrap') ?? table;
  below.before(box);
  if (leftOut > 0 && table.dataset.leftOut) {
    const note = document.createElement('p');
    note.className = 'note chart-note';
    note.textContent = table.dataset.leftOut.replace('{0}', String(leftOut));
    below.before(note);
  }
  const chart = init(box);
  charts.set(table, chart);
  let width = box.clientWidth;
  new ResizeObserver(() => {
    chart.resize();
    if (box.clientWidth !== width) {
      width = box.clientWidth;
      draw(table);
    }
  }).observe(box);
  return chart;
}

function drawAll(): void {
  for (const [table, chart] of charts) {
    if (!table.isConnected) {
      chart.dispose();
      charts.delete(table);
    }
  }
  document.querySelectorAll<HTMLTableElement>('table[data-chart]').forEach(draw);
}

drawAll();
document.addEventListener('appearance', drawAll);
document.addEventListener('htmx:after:swap', drawAll);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
