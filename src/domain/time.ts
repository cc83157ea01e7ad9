/** Lengths of time in milliseconds. A day of the calendar may be an hour longer or shorter: for those, see calendar.ts. */
export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
