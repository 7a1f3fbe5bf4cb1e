import { useSyncExternalStore } from 'react';

/** From here on the menu stands beside the page; below it lies at the thumb. */
const WIDE = matchMedia('(min-width: 768px)');

/** From here on a list and what is chosen of it stand beside each other. */
const ROOMY = matchMedia('(min-width: 992px)');

const useMatching = (media: MediaQueryList): boolean =>
  useSyncExternalStore(
    (told) => {
      media.addEventListener('change', told);
      return () => media.removeEventListener('change', told);
    },
    () => media.matches,
  );

export const useWide = (): boolean => useMatching(WIDE);
export const useRoomForTwo = (): boolean => useMatching(ROOMY);
