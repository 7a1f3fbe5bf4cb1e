import { type ParkedStream, remedyOfParked } from '#libs/event-store/parked-streams';

/** Says which streams are not shown from where on, why, and what there is to do. */
export function printParked(parked: readonly ParkedStream[]): void {
  if (parked.length === 0) return;
  console.log(`搁置 ${parked.length} 个流，列表和统计不完整 / ${parked.length} stream(s) are parked, lists and counts are incomplete:`);
  for (const each of parked) {
    const remedy = remedyOfParked(each);
    console.log(`  ${each.stream}  ${each.reason.zh}。${remedy.zh}`);
    console.log(`  ${each.stream}  ${each.reason.en}. ${remedy.en}`);
  }
}
