import { useQuery } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, type Schemas } from '../../api/client';
import { ITEM_SHOWN, useCommand } from '../../api/commands';
import { rolesOf, useIdentity } from '../../api/use-session';
import { after } from '../../api/written';
import { saveFile } from '../../api/save-file';
import { ActForm } from '../../parts/act-form';
import { Answered, Failed } from '../../parts/answered';
import { Empty } from '../../parts/empty';
import { PaperSays, useReached } from '../../parts/paper-says';
import { SendButton } from '../../parts/send-button';
import { language } from '../../words/language';
import { sentence } from '../../words/sentence';
import { cityMoment } from '../../words/moments';
import styles from './notices.module.css';
import { Split } from './split';

export type Row = Schemas['PaperToSignBody'];
const TOUCHED = [...ITEM_SHOWN, 'toSign', 'proceeding'];

/** Papers that wait for a signature, or waited on a past day: what they say, to whom they go; now also signing and voiding. */
export function ToSign({ asOf, chosen, open }: { asOf: string | undefined; chosen: string | undefined; open: (id: string | undefined) => void }): React.ReactNode {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['toSign', { asOf }], queryFn: () => answer(api.GET('/papers/to-sign', { params: { query: { ...(asOf && { asOf }), limit: 200, ...after() } } })) });
  return (
    <Answered query={query}>
      {({ rows }) => {
        if (rows.length === 0) return <Empty {...t('inbox.signEmpty', { returnObjects: true })} />;
        const paper = rows.find((r) => r.noticeId === chosen);
        return (
          <Split entries={rows.map((r) => ({ id: r.noticeId, title: `${r.number ?? ''} ${r.title}`.trim(), kindWords: r.kindWords, note: r.due === null ? t('inbox.drafted', { at: cityMoment(r.draftedAt) }) : t('inbox.signBy', { day: r.due }), fresh: true }))} chosen={paper?.noticeId} open={open}>
            {paper && <PaperToSign key={paper.noticeId} paper={paper} past={asOf !== undefined} done={() => open(undefined)} />}
          </Split>
        );
      }}
    </Answered>
  );
}

/** A paper that waits for its signature, as it will print. @param done it was signed or voided */
export function PaperToSign({ paper, past, done }: { paper: Row; past: boolean; done: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const roles = rolesOf(useIdentity());
  const [voiding, setVoiding] = useState(false);
  const sign = useCommand<null, { position: string }>((_, key) => signed(paper, key), TOUCHED);
  const to = useReached()(paper);
  const maySign = roles.has('signer') || roles.has('leader');

  function confirm(): void {
    modal.confirm({
      title: t('inbox.signTitle'),
      content: t('inbox.signHelp', { to }),
      okText: t('inbox.sign'),
      cancelText: t('common.cancel'),
      onOk: () =>
        sign.mutateAsync(null).then(
          () => {
            void message.success(t('inbox.signed'));
            done();
          },
          () => undefined,
        ),
    });
  }

  return (
    <article className={`${styles['paper']} ${styles['official']}`} aria-label={paper.title}>
      <span className={styles['kind']}>{sentence(paper.kindWords[language()])}</span>
      <h2 className={styles['title']}>
        {paper.number} {paper.title}
      </h2>
      <p className="secondary">{t('inbox.draftNumber')}</p>
      <PaperSays paper={paper} facts={styles['facts']} />
      {!past && <div className={styles['acts']}>
        <SendButton type="primary" disabled={!maySign} loading={sign.isPending} onClick={confirm}>
          {t('inbox.sign')}
        </SendButton>
        <Button onClick={() => setVoiding(true)}>{t('inbox.void')}</Button>
        <Download paper={paper} />
      </div>}
      {!past && !maySign && <p className="secondary">{t('inbox.signElsewhere')}</p>}
      {sign.isError && <Failed error={sign.error} />}
      {voiding && <VoidForm paper={paper} close={() => setVoiding(false)} done={done} />}
    </article>
  );
}

function signed(paper: Row, key: string) {
  const header = commandHeaders(key);
  if (paper.itemId !== null) return api.POST('/items/{itemId}/sign-paper', { params: { path: { itemId: paper.itemId }, header }, body: { paperId: paper.paperId } });
  const [kind, id] = paper.proceeding!.split('/');
  return api.POST('/proceedings/{kind}/{id}/papers/{paperId}/sign', { params: { path: { kind: kind as 'difficulty', id: id!, paperId: paper.paperId }, header } });
}

function voided(paper: Row, reason: string, key: string) {
  const header = commandHeaders(key);
  if (paper.itemId !== null) return api.POST('/items/{itemId}/void-paper', { params: { path: { itemId: paper.itemId }, header }, body: { paperId: paper.paperId, reason } });
  const [kind, id] = paper.proceeding!.split('/');
  return api.POST('/proceedings/{kind}/{id}/papers/{paperId}/void', { params: { path: { kind: kind as 'difficulty', id: id!, paperId: paper.paperId }, header }, body: { reason } });
}

function VoidForm({ paper, close, done }: { paper: Row; close: () => void; done: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const command = useCommand<string, { position: string }>((reason, key) => voided(paper, reason, key), TOUCHED);

  async function send({ reason }: { reason: string }): Promise<boolean> {
    try {
      await command.mutateAsync(reason);
    } catch {
      return false;
    }
    void message.success(t('inbox.voided'));
    done();
    return true;
  }

  return (
    <ActForm<{ reason: string }> title={paper.title} act={t('inbox.void')} harmful draft={`void:${paper.noticeId}`} initial={{ reason: '' }} send={send} busy={command.isPending} refused={command.error} close={close}>
      <Form.Item name="reason" label={t('inbox.voidReason')} rules={[{ required: true, whitespace: true, message: t('inbox.voidMissing') }]}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </ActForm>
  );
}

/** The paper as it prints; fetched with the session, since an address alone opens nothing. */
function Download({ paper }: { paper: Row }): React.ReactNode {
  const { t } = useTranslation();
  const fetched = useDocument(paper);
  return (
    <>
      <Button type="link" loading={fetched.isFetching} onClick={() => void fetched.refetch()}>
        {t('inbox.document')}
      </Button>
      {fetched.isError && <Failed error={fetched.error} />}
    </>
  );
}

function useDocument(paper: Row) {
  return useQuery({
    queryKey: ['document', paper.noticeId],
    enabled: false,
    gcTime: 0,
    queryFn: async () => {
      const file = await answer(
        paper.itemId !== null
          ? api.GET('/items/{itemId}/papers/{paperId}/document', { params: { path: { itemId: paper.itemId, paperId: paper.paperId } }, parseAs: 'blob' })
          : api.GET('/proceedings/{kind}/{id}/papers/{paperId}/document', { params: { path: { kind: paper.proceeding!.split('/')[0] as 'difficulty', id: paper.proceeding!.split('/')[1]!, paperId: paper.paperId } }, parseAs: 'blob' }),
      );
      saveFile(file as Blob, `${paper.title}.docx`);
      return null;
    },
  });
}
