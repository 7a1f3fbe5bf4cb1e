import { eraseAndNote } from '#libs/commands/people';
import { PersonalData } from '#libs/identity/personal/personal-data';
import { rotateMasterKey } from '#libs/identity/personal/rotate-master-key';
import { ensureMasterKey, readMasterKey } from '#libs/identity/personal/master-key';
import { resolve } from 'node:path';
import { CommandFailed, withContext } from '../context';

/** Lists persons without an account by the words of their name, with the ids that erase-person takes. */
export async function findPersonCommand(words: string): Promise<void> {
  await withContext('reads', async ({ pool, configuration }) => {
    const found = await new PersonalData(pool, configuration.masterKey).find(words);
    if (found.length === 0) console.log('没有找到 / nobody found');
    for (const { subject, name, since } of found) console.log(`${subject}  ${since.slice(0, 10)}  ${name}`);
  });
}

/** Erases a person by id: an account's (p-…) or one that find-person lists (s-…). Cannot be undone. */
export async function erasePersonCommand(subject: string, options: { by: string }): Promise<void> {
  await withContext('reads', async ({ pool, configuration }) => {
    const outcome = await eraseAndNote(pool, configuration.dataFolder, subject, options.by);
    if (outcome.kind === 'refused') throw new CommandFailed(outcome.code === 'own-account' ? '不能删除自己' : `没有编号为 ${subject} 的人员`, outcome.code === 'own-account' ? 'Nobody erases themselves' : `Nobody has the id ${subject}`);
    console.log(outcome.again ? '此前已删除 / had been erased before' : '已删除，几秒内在所有进程生效 / erased; it takes effect everywhere within seconds');
  });
}

/** Wraps all keys by a new master key, and says where the old one lies. */
export async function rotateMasterKeyCommand(): Promise<void> {
  await withContext('reads', async ({ pool, configuration }) => {
    const { wrapped, oldFile } = await rotateMasterKey(pool, configuration.masterKey);
    console.log(`已更换主密钥，重新封装 ${wrapped} 个；旧密钥在 ${oldFile}，确认无误后请销毁 / ${wrapped} key(s) wrapped anew; the old master key lies in ${oldFile}: destroy it when all is well`);
  });
}

/** Makes a master key for an installation that names its file. Never replaces one. */
export function makeMasterKeyCommand(file: string): void {
  const path = resolve(file);
  const { id } = ensureMasterKey(path);
  readMasterKey(path);
  console.log(`主密钥 ${id} 在 ${path} / master key in place`);
}
