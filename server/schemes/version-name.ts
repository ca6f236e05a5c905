/**
 * A name that can be part of a file name: `draft`, `V6.0`, `2025修订`. No spaces, no separators, no leading dot: no text
 * whose front matter has another is without errors.
 */
export const VERSION_NAME = "^[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}$";
