// Stage or page? A sheet of 1280 x 720 scaled under about 0.6 cannot be read, so small windows get the document instead.
export const PAGE_VIEW = '(max-width: 767px), (max-height: 431px)';
