/** Every type of batch job (batch.md 7.1). */
export const batchJobTypes = [
  'Script',
  'Smart_Mix',
  'Sports_Highlights',
  'Screen_Media_Highlights',
  'Smart_Mix_Media_Select',
  'Screen_Media_Highlights_Media_Select',
  'Smart_Mix_Timeline_Organize',
  'Screen_Media_Highlights_Timeline_Organize',
  'Scene_Batch_Editing',
] as const;

/** One of {@link batchJobTypes}. */
export type BatchJobType = (typeof batchJobTypes)[number];
