import { existsSync, readFileSync } from 'node:fs';
import type { Configuration } from '#libs/platform/configuration';
import { launcherFiles } from './servers';
import type { Surroundings } from './programs';

/** Where everything is, for the person who has just started it. */
export function summaryOf(configuration: Configuration, { apiPort, temporalUiUrl, temporalAddress }: Surroundings): string {
  const api = `http://127.0.0.1:${apiPort}`;
  const files = launcherFiles(configuration.dataFolder);
  const lines = [
    '',
    '督办系统已启动 / Duban is running',
    `  网页 / web page            ${api}/`,
    `  接口 / API                 ${api}`,
    `  接口文档 / documentation    ${api}/docs`,
    `  Temporal                   ${temporalUiUrl ?? temporalAddress}`,
    `  数据目录 / data folder      ${configuration.dataFolder}`,
    `  日志 / logs                ${files.logs}`,
  ];
  if (configuration.clock === 'virtual') lines.push('  演示：虚拟时钟 / demonstration: virtual clock');
  if (existsSync(files.accounts)) {
    lines.push('  示例账号 / sample accounts:', ...readFileSync(files.accounts, 'utf8').trimEnd().split('\n').map((line) => `    ${line}`));
  }
  return [...lines, '按 Ctrl-C 停止 / press Ctrl-C to stop', ''].join('\n');
}
