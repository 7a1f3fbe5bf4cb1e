import { EventStore } from '#libs/event-store/event-store';
import { DIFFICULTY, type DifficultyCommand, type DifficultyState } from '#libs/supervision/difficulty/difficulty';
import { MEETING, type MeetingState } from '#libs/supervision/meeting/meeting';
import { MeetingCommands } from './meeting-commands';
import { Proceedings } from './proceedings';
import { References } from './references';
import { aSystem, OFFICE, person, type TestSystem } from './testing/a-system';

/** A difficulty and the meeting that decides it: two streams that always say the same. */
describe('a meeting with a difficulty on its agenda', () => {
  let system: TestSystem;
  let proceedings: Proceedings;
  let meetings: MeetingCommands;
  const sender = (commandId: string) => ({ scope: 'p-office', commandId });
  const office = () => person(system.units[OFFICE]!, 'p-office');
  const process = (store = system.store) => {
    const references = new References(store);
    const all = new Proceedings(store, references, system.clock);
    return { all, meetings: new MeetingCommands({ store, references }, all) };
  };
  const difficulty = async (id = 'd1'): Promise<DifficultyState> => (await proceedings.of(DIFFICULTY).load(id)).state!;
  const meeting = async (): Promise<MeetingState> => (await proceedings.of(MEETING).load('m1')).state!;
  const versions = async (): Promise<(number | undefined)[]> => [(await proceedings.of(DIFFICULTY).load('d1')).version, (await proceedings.of(MEETING).load('m1')).version];
  const decisions = () => [{ unitId: system.units['市财政局']!, text: '修订兑现办法', day: '2026-03-31' }];

  beforeEach(async () => {
    system = await aSystem('2026-03-02T01:00:00.000Z');
    ({ all: proceedings, meetings } = process());
    const frame = { planId: null, policyId: 'standard', officeUnitId: system.units[OFFICE]!, supervisingUnitId: null, conferenceUnitId: null };
    const raise: DifficultyCommand = { type: 'raise', title: '补贴兑现慢', text: '企业反映', category: null, source: { kind: 'other', ref: null }, ofUnitId: null, ofName: null, ...frame };
    for (const id of ['d1', 'd2']) {
      await proceedings.of(DIFFICULTY).open(id, 'standard', raise, office(), sender(`raise-${id}`));
      await proceedings.of(DIFFICULTY).execute(id, { type: 'carryToConference', reason: '涉及多个部门' }, office(), sender(`carry-${id}`));
    }
    const called = await meetings.call('m1', { type: 'call', title: '联席会议', meetingKind: '联席会议', number: null, day: '2026-03-03', place: null, memberUnitIds: [], matters: [{ title: '补贴', text: '', difficultyId: 'd1' }], ...frame }, office(), sender('call-m1'));
    expect(called).toMatchObject({ kind: 'accepted', replayed: false });
    system.clock.set('2026-03-03T02:00:00.000Z');
    await proceedings.of(MEETING).execute('m1', { type: 'hold', day: '2026-03-03', presentUnitIds: [] }, office(), sender('hold-m1'));
  });
  afterEach(() => system.close());

  it('names the difficulty, which names the meeting', async () => {
    expect((await meeting()).matters).toMatchObject({ m1: { difficultyId: 'd1', status: 'open' } });
    expect((await difficulty()).conference).toMatchObject({ meetingId: 'm1', matterId: 'm1' });
    expect(await meetings.addMatter('m1', { type: 'addMatter', title: '又一次', text: '', difficultyId: 'd1' }, office(), sender('again'))).toMatchObject({ kind: 'rejected', rejection: { code: 'on-agenda' } });
    expect(await meetings.addMatter('m1', { type: 'addMatter', title: '没有', text: '', difficultyId: 'none' }, office(), sender('none'))).toMatchObject({ kind: 'rejected', rejection: { code: 'source-unknown' } });
    expect(Object.keys((await meeting()).matters)).toEqual(['m1']);
  });

  it('is kept by the conference that both belong to: called, a matter withdrawn, the meeting cancelled', async () => {
    const conferenceUnitId = system.units['市人社局']!;
    const convenor = person(conferenceUnitId, 'p-convenor');
    const frame = { planId: null, policyId: 'standard', officeUnitId: system.units[OFFICE]!, supervisingUnitId: null, conferenceUnitId };
    const raise: DifficultyCommand = { type: 'raise', title: '补贴兑现慢', text: '企业反映', category: null, source: { kind: 'other', ref: null }, ofUnitId: null, ofName: null, ...frame };
    for (const id of ['d3', 'd4']) {
      await proceedings.of(DIFFICULTY).open(id, 'standard', raise, office(), sender(`raise-${id}`));
      await proceedings.of(DIFFICULTY).execute(id, { type: 'carryToConference', reason: '涉及多个部门' }, office(), sender(`carry-${id}`));
    }
    const matters = ['d3', 'd4'].map((difficultyId) => ({ title: difficultyId, text: '', difficultyId }));
    const called = await meetings.call('m2', { type: 'call', title: '联席会议', meetingKind: '联席会议', number: null, day: '2026-03-10', place: null, memberUnitIds: [], matters, ...frame }, convenor, sender('call-m2'));
    expect(called).toMatchObject({ kind: 'accepted' });
    const at = async (): Promise<(string | null | undefined)[]> => [(await difficulty('d3')).conference?.meetingId, (await difficulty('d4')).conference?.meetingId];
    expect(await at()).toEqual(['m2', 'm2']);
    expect(await meetings.withdrawMatter('m2', { type: 'withdrawMatter', matterId: 'm1', reason: '暂不上会' }, convenor, sender('withdraw'))).toMatchObject({ kind: 'accepted' });
    expect(await at()).toEqual([null, 'm2']);
    expect(await meetings.cancel('m2', { type: 'cancel', reason: '改期另行通知' }, convenor, sender('cancel'))).toMatchObject({ kind: 'accepted' });
    expect(await at()).toEqual([null, null]);
  });

  it('decides both or neither: a process that dies on the way leaves nothing, and the repeat does it once', async () => {
    const before = await versions();
    const dying = new EventStore(system.pool, system.store.types);
    dying.append = () => Promise.reject(new Error('the process is gone'));
    const decide = { type: 'decideMatter' as const, matterId: 'm1', text: '限期兑现', decisions: decisions() };
    await expect(process(dying).meetings.decideMatter('m1', decide, office(), sender('decide'))).rejects.toThrow('the process is gone');
    expect(await versions()).toEqual(before);
    expect(await meetings.decideMatter('m1', decide, office(), sender('decide'))).toMatchObject({ kind: 'accepted', replayed: false });
    expect(await difficulty()).toMatchObject({ conference: null, steps: { s1: { day: '2026-03-31' } }, decisions: [{ meetingId: 'm1', matterId: 'm1', stepIds: ['s1'] }] });
    expect((await meeting()).matters['m1']).toMatchObject({ status: 'decided', decisions: [{ stepId: 's1', text: '修订兑现办法' }] });
    // Answered as the first time, also where it died after the append.
    expect(await process().meetings.decideMatter('m1', decide, office(), sender('decide'))).toMatchObject({ kind: 'accepted', replayed: true });
    expect(Object.keys((await difficulty()).steps)).toEqual(['s1']);
  });

  it('decides anew where the difficulty moved meanwhile, in another process', async () => {
    const other = process();
    const { append } = system.store;
    let interfered = false;
    system.store.append = async (request) => {
      if (!interfered) {
        interfered = true;
        await other.meetings.ofDifficulty('d1', { type: 'coordinate', unitId: system.units['市人社局']!, text: '先行摸底', day: '2026-03-20' }, office(), sender('meanwhile'));
      }
      return append.call(system.store, request);
    };
    expect(await meetings.decideMatter('m1', { type: 'decideMatter', matterId: 'm1', text: '限期兑现', decisions: decisions() }, office(), sender('decide'))).toMatchObject({ kind: 'accepted' });
    // The step that came between has the number; the meeting knows the one that is its own.
    expect((await meeting()).matters['m1']!.decisions).toMatchObject([{ stepId: 's2' }]);
    expect((await difficulty()).steps).toMatchObject({ s1: { text: '先行摸底' }, s2: { text: '修订兑现办法' } });
  });

  it('is settled by the last step of the difficulty, and by nothing before', async () => {
    await meetings.decideMatter('m1', { type: 'decideMatter', matterId: 'm1', text: '限期兑现', decisions: [...decisions(), { unitId: system.units['市人社局']!, text: '通报企业', day: '2026-04-10' }] }, office(), sender('decide'));
    await proceedings.of(MEETING).execute('m1', { type: 'recordMinutes', text: '议定两项', evidenceIds: [] }, office(), sender('minutes'));
    const finance = person(system.units['市财政局']!, 'p-finance');
    await meetings.ofDifficulty('d1', { type: 'doStep', stepId: 's1', text: '已修订', evidenceIds: [] }, finance, sender('do'));
    await meetings.ofDifficulty('d1', { type: 'takeStep', stepId: 's1' }, office(), sender('take'));
    expect(await meeting()).toMatchObject({ closed: null, matters: { m1: { status: 'decided' } } });
    await meetings.ofDifficulty('d1', { type: 'dropStep', stepId: 's2', reason: '并入年度通报' }, office(), sender('drop'));
    expect(await meeting()).toMatchObject({ closed: { how: 'settled' }, matters: { m1: { status: 'settled' } } });
    expect(await meetings.ofDifficulty('d1', { type: 'solve', solution: '兑现办法已修订', shared: true }, office(), sender('solve'))).toMatchObject({ kind: 'accepted', state: { closed: { how: 'solved' } } });
  });

  it('loses a matter that was solved before it came up, or is given back to wait where the meeting is off', async () => {
    await meetings.ofDifficulty('d1', { type: 'solve', solution: '已先行解决', shared: false }, office(), sender('solve'));
    expect((await meeting()).matters['m1']).toMatchObject({ status: 'withdrawn', outcome: '已先行解决' });
    await meetings.addMatter('m1', { type: 'addMatter', title: '第二个', text: '', difficultyId: 'd2' }, office(), sender('add'));
    expect((await difficulty('d2')).conference).toMatchObject({ meetingId: 'm1', matterId: 'm2' });
    await meetings.withdrawMatter('m1', { type: 'withdrawMatter', matterId: 'm2', reason: '材料不全' }, office(), sender('withdraw'));
    expect((await difficulty('d2')).conference).toMatchObject({ meetingId: null });
  });
});
