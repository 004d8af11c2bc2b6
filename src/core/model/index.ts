<<<<<<< HEAD
export * from './archive.ts';
=======
export * from './browse.ts';
>>>>>>> main
export * from './catalog.ts';
export * from './data.ts';
export * from './evidence.ts';
export * from './fact.ts';
export * from './fault.ts';
export * from './kernel.ts';
export * from './moment.ts';
export * from './monitor.ts';
export * from './narrator.ts';
export * from './preset.ts';
export * from './process.ts';
export * from './protocol.ts';
export * from './report.ts';
export * from './run.ts';
export * from './scenario.ts';
export * from './trace.ts';
export * from './view.ts';
