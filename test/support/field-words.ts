/** What nobody outside the field should have to read. */
export const FIELD =
  /\b(sequence numbers?|replicas?|primary|backups?|views?|pre-prepare[ds]?|prepare[ds]?|commits?|committed|certificates?|execut(?:e[sd]?|ing|ion)|water marks?|fork(?:s|ed)?|lieutenants?|commanders?|checkpoints?|digests?|request(?!ed)s?|repl(?:y|ies)|NEW-VIEW|VIEW-CHANGE)\b/i;

/** Without what people wrote. */
export const withoutQuotes = (text: string): string => text.replace(/“[^”]*”/g, '“”');
