/** What the server accepts as a version's name. */
export const VERSION_NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u;
