import { BarChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use, type ECharts } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([BarChart, GridComponent, MarkLineComponent, TooltipComponent, CanvasRenderer]);

type Row = { name: string; value: number | null; words: string };
const charts = new Map<HTMLTableElement, ECharts>();

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

function draw(table: HTMLTableElement): void {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--c-${name}`).trim();
  const size = Number.parseFloat(style.fontSize) * 0.875;
  const font = { fontFamily: style.getPropertyValue('--font'), fontSize: size };
  const rows = rowsOf(table);
  const unit = table.dataset.unit ?? '';
  const goal = table.dataset.goal ? Number.parseFloat(table.dataset.goal) : null;
  const chart = charts.get(table) ?? create(table, rows.length);
  chart.setOption({
    animation: false,
    textStyle: font,
    grid: { left: 8, right: 72, top: goal === null ? 8 : 28, bottom: 8, containLabel: true },
    xAxis: { type: 'value', min: 0, max: unit === '%' ? 100 : undefined, minInterval: unit === '%' ? undefined : 1, axisLabel: { color: colour('text-3'), formatter: `{value}${unit}`, ...font }, splitLine: { lineStyle: { color: colour('line') } } },
    yAxis: { type: 'category', inverse: true, data: rows.map(row => row.name), axisTick: { show: false }, axisLine: { lineStyle: { color: colour('line') } }, axisLabel: { color: colour('text'), ...font } },
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

function create(table: HTMLTableElement, rows: number): ECharts {
  const box = document.createElement('div');
  box.className = 'chart';
  box.setAttribute('role', 'img');
  box.setAttribute('aria-label', table.getAttribute('aria-label') ?? table.caption?.textContent ?? '');
  box.style.height = `${rows * 40 + 64}px`;
  (table.closest('.table-wrap') ?? table).before(box);
  const chart = init(box);
  charts.set(table, chart);
  new ResizeObserver(() => chart.resize()).observe(box);
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
