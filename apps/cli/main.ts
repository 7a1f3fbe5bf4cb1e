import 'reflect-metadata';
import { Command } from 'commander';
import { erasePersonCommand, findPersonCommand, makeMasterKeyCommand, rotateMasterKeyCommand } from './commands/erase-person';
import { importCommand } from './commands/import';
import { migrateCommand } from './commands/migrate';
import { sampleCommand } from './commands/sample';
import { backupCommand } from './commands/backup';
import { numbersCommand } from './commands/numbers';
import { paperCommand, papersCommand } from './commands/paper';
import { reconcileCommand } from './commands/reconcile';
import { rebuildCommand } from './commands/rebuild';
import { restoreCommand } from './commands/restore';
import { setUpCommand } from './commands/set-up';
import { sealCommand } from './commands/seal';
import { simulateCommand } from './commands/simulate';
import { stuckCommand } from './commands/stuck';
import { verifyCommand } from './commands/verify';
import { verifyScoresCommand } from './commands/verify-scores';
import { exportEligibilityCommand } from './commands/export-eligibility';
import { CommandFailed } from './context';
import { explained } from './explained';

/** The command line of the project: `duban <command>`. Each command is a file in `commands/`. */
function program(): Command {
  const duban = new Command('duban').description('督办：从文件到督办单 / supervision of reform plans, from a file to a signed paper');
  duban.command('migrate').description('升级数据库结构 / bring the schema up to date').action(migrateCommand);
  duban.command('set-up').description('空系统的初始设置：办公室与三员账号 / first set-up: the office and the three administrators').requiredOption('--office <name>', '办公室名称 / name of the office').action(setUpCommand);
  duban.command('sample').description('载入示例数据 / load the sample').option('--if-empty', '数据库非空时不做任何事 / do nothing where the database is not empty').action(sampleCommand);
  duban
    .command('import <file>')
    .description('读入计划（docx、pdf、xlsx、csv、txt、md）/ read a plan into a draft (docx, pdf, xlsx, csv, txt, md)')
    .option('--dry-run', '只显示读到的内容 / only show what it holds')
    .option('--json', '以 JSON 输出 / print JSON')
    .option('--compare-with <plan>', '试读时与上一份计划对比：延续、调整、未再列出、新增 / with --dry-run: beside an earlier plan, what is carried on, changed, dropped and new')
    .option('--again', '同一文件已导入过，仍再导入一份 / import it although the same file was imported before')
    .option('--office <unit>', '计划所属的办公室 / the office that owns the plan')
    .option('--policy <id>', '督办规则编号 / policy by which it is supervised', 'standard')
    .action(importCommand);
  duban
    .command('simulate <plan>')
    .description('预演：文件或日志中计划的全年通知 / rehearse the notices of a plan, a file or one of the log')
    .requiredOption('--until <date>', '到这一天为止 / up to this day')
    .option('--from <date>', '从这一天起 / from this day')
    .option('--people <what>', '假设各单位的做法：nobody、received、quantified、typical（通常情形） / what units are taken to do', 'quantified')
    .option('--json', '以 JSON 输出 / print JSON')
    .action(simulateCommand);
  duban
    .command('verify')
    .description('核验日志链、封印与读模型 / check chains, seals, and that read models equal a replay')
    .option('--json', '以 JSON 输出 / print JSON')
    .option('--log-only', '只核验日志 / the log alone')
    .option('--seals <folder>', '外存封印的文件夹 / folder of exported seals')
    .action(verifyCommand);
  duban.command('verify-scores').description('从日志重算考核得分与已锁定的数据 / compute every score and frozen figure again from the log').option('--json', '以 JSON 输出 / print JSON').action(verifyScoresCommand);
  duban
    .command('export')
    .description('导出 / write out')
    .command('eligibility <plan>')
    .description('企业考核、评优参考事实，每个数字列出依据事件 / facts about enterprises for assessments (国企) and honours (非公), each with its events')
    .option('--for <purpose>', 'assessments（国企考核）、honours（非公评优）或 all / whom it is for', 'all')
    .option('--from <date>', '起始日 / first day')
    .option('--to <date>', '截止日 / last day')
    .option('--unit <name>', '某一企业 / of one enterprise')
    .option('--as-of <date>', '以某日所知为准 / as known at the end of a day')
    .option('--format <format>', 'table、json、csv、xlsx 或 docx / how it is written', 'table')
    .option('--out <file>', '写入文件；xlsx、docx 必填 / write it into a file; needed for xlsx and docx')
    .action(exportEligibilityCommand);
  duban
    .command('papers')
    .description('列出已取出的文书：督办单、整改通知书、通报、督查报告、简报、亮灯说明 / list papers that were given out')
    .option('--of <words>', '编号或名称中含有的字 / words of its id or name')
    .option('--json', '以 JSON 输出 / print JSON')
    .action(papersCommand);
  duban
    .command('paper <id>')
    .description('写出一份文书，与首次取出时逐字节相同 / write a paper as docx, byte for byte as it was first given out')
    .option('--out <file>', '写入文件；默认用文书名称 / file to write; by default its own name')
    .action(paperCommand);
  duban.command('stuck').description('列出卡住、搁置、遗漏、暂扣、未送达的事项 / list what does not go on by itself').option('--json', '以 JSON 输出 / print JSON').action(stuckCommand);
  duban.command('rebuild').description('在线重建读模型 / rebuild the read models while the system serves').action(rebuildCommand);
  duban.command('seal').description('封印日志并导出 / seal the log and export the seal').option('--to <folder>', '存放位置 / where to').action(sealCommand);
  duban.command('backup <folder>').description('备份日志与账号 / back up the log and the accounts').action(backupCommand);
  duban
    .command('restore <folder>')
    .description('恢复到新的数据库 / restore into a new database')
    .option('--outside <folder...>', '库外清单的文件夹 / folders of the lists kept outside the database')
    .option('--numbers-after <last...>', '各系列已给出的最后文号，如 DB/2026=14；没有则 none / last number given of a series, or none')
    .action(restoreCommand);
  duban
    .command('numbers')
    .description('列出各系列的文号；恢复备份后说明已给出的文号 / numbers of each series; after a restore, say which went out')
    .option('--outside <folder...>', '库外清单的文件夹 / folders of the lists kept outside the database')
    .option('--after <last...>', '各系列已给出的最后文号，如 DB/2026=14；没有则 none / last number given of a series, or none')
    .action(numbersCommand);
  duban.command('reconcile').description('为每个在办事项补建工作流 / give every open item its workflow').action(reconcileCommand);
  duban.command('find-person <words>').description('按姓名查找日志中提到的人员 / find people that the log names').action(findPersonCommand);
  duban
    .command('erase-person <id>')
    .description('删除个人信息，不可恢复 / erase a person, for good')
    .requiredOption('--by <who>', '经办人，记入审计 / who does it, for the audit record')
    .action(erasePersonCommand);
  duban.command('make-master-key <file>').description('生成个人信息主密钥 / make the master key of personal data').action(makeMasterKeyCommand);
  duban.command('rotate-master-key').description('更换个人信息主密钥 / wrap all keys by a new master key').action(rotateMasterKeyCommand);
  return duban;
}

program()
  .parseAsync()
  .catch((raised: unknown) => {
    const error = explained(raised);
    console.error(error instanceof CommandFailed ? error.message : error);
    process.exitCode = error instanceof CommandFailed ? error.exitCode : 1;
  });
