import 'reflect-metadata';
import { Command } from 'commander';
import { importCommand } from './commands/import';
import { migrateCommand } from './commands/migrate';
import { sampleCommand } from './commands/sample';
import { CommandFailed } from './context';

/** The command line of the project: `duban <command>`. Each command is a file in `commands/`. */
function program(): Command {
  const duban = new Command('duban').description('督办：从文件到督办单 / supervision of reform plans, from a file to a signed paper');
  duban.command('migrate').description('升级数据库结构 / bring the schema up to date').action(migrateCommand);
  duban.command('sample').description('载入示例数据 / load the sample').option('--if-empty', '数据库非空时不做任何事 / do nothing where the database is not empty').action(sampleCommand);
  duban
    .command('import <file>')
    .description('读入计划（txt、csv、xlsx）/ read a plan into a draft')
    .option('--dry-run', '只显示读到的内容 / only show what it holds')
    .option('--json', '以 JSON 输出 / print JSON')
    .option('--office <unit>', '计划所属的办公室 / the office that owns the plan')
    .action(importCommand);
  return duban;
}

program()
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error instanceof CommandFailed ? error.message : error);
    process.exitCode = error instanceof CommandFailed ? error.exitCode : 1;
  });
