/** A name that can be part of a file name: `draft`, `V6.0`, `2025 修订`. No separators, no leading dot. */
export const VERSION_NAME = "^[\\p{L}\\p{N}][\\p{L}\\p{N}._ -]{0,63}$";
