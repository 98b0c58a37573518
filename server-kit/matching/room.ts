const KIBIBYTE = 1024
/** Of less than this there may be much that is never full. */
const SMALL = 256 * KIBIBYTE
/**
 * More than the allocator of glibc ever keeps for itself (its `DEFAULT_MMAP_THRESHOLD_MAX`): such memory
 * takes room only where it is written, and goes back to the system when it is free.
 */
const OF_ITS_OWN = 33 * KIBIBYTE * KIBIBYTE

/** How many bytes are to be allocated where at least so many are needed, and maybe more soon. */
export const roomFor = (bytes: number): number =>
  bytes <= SMALL ? bytes : Math.max(bytes, OF_ITS_OWN)

/**
 * Frees memory that nobody uses any more: what has been there for long would else wait for a collection
 * of all garbage. What takes its place is new, and gone with the next small one.
 */
export function giveBack(buffer: ArrayBufferLike): void {
  if (buffer instanceof ArrayBuffer) structuredClone(buffer, { transfer: [buffer] })
}
