import { randomBytes } from 'node:crypto';
import { createIdentity } from '#libs/identity/create-identity';
import type { Role } from '#libs/identity/roles';
import { unitsNamed } from '#libs/supervision/roster/roster';
import { CommandFailed, withContext } from '../context';

const FIRST: { login: string; name: string; role: Role }[] = [
  { login: 'sysadmin', name: '系统管理员', role: 'systemAdmin' },
  { login: 'secadmin', name: '安全保密管理员', role: 'securityAdmin' },
  { login: 'auditor', name: '安全审计员', role: 'auditor' },
];

/**
 * First set-up of an empty installation: the office's unit and the three administrators, each with a random password that is
 * printed once and must be changed. Everybody else is made by them.
 */
export async function setUpCommand(options: { office: string }): Promise<void> {
  await withContext('acts', async ({ pool, roster }) => {
    const { accounts } = createIdentity(pool);
    if (await accounts.hasAny()) throw new CommandFailed('已有账号，无需初始设置', 'There are accounts already: set-up is for an empty installation');
    const registered = await roster.register([{ name: options.office, unitClass: 'office', staffed: true }], { kind: 'system', name: 'set-up' }, { scope: 'set-up', commandId: `office/${options.office}` });
    if (registered.kind !== 'accepted') throw new CommandFailed(`单位未登记：${registered.kind}`, `The unit was not registered: ${registered.kind}`);
    const unitId = unitsNamed(registered.state, options.office)[0]!.id;
    console.log('初始账号（密码只显示这一次，首次登录须修改）/ first accounts (passwords are shown once and must be changed):');
    for (const { login, name, role } of FIRST) {
      const password = randomBytes(12).toString('base64url');
      const created = await accounts.create({ login, displayName: name, password }, 'p-setup');
      if (created.kind !== 'created') throw new CommandFailed(`账号 ${login} 未建立：${created.code}`, `The account ${login} was not created: ${created.code}`);
      await accounts.grant({ personId: created.personId, role, unitId }, 'p-setup');
      console.log(`  ${login.padEnd(10)} ${password}`);
    }
  });
}
