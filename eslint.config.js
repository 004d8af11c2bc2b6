import { defineConfig, globalIgnores } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const LINES_OF_CODE = { skipBlankLines: true, skipComments: true };

/**
 * What the pure part may not name. Its own tsconfig takes the names of browsers and of Node from the language; these are
 * part of the language itself, or differ between engines.
 */
const IMPURE_GLOBALS = [
  { name: 'Date', message: 'The core has simulated time only: ctx.now.' },
  { name: 'Intl', message: 'The result depends on the locale of the machine.' },
  { name: 'console', message: 'The core has no output but its results.' },
  { name: 'setTimeout', message: 'Use ctx.setTimer: simulated time only.' },
  { name: 'setInterval', message: 'Use ctx.setTimer: simulated time only.' },
  { name: 'queueMicrotask', message: 'The core is synchronous.' },
  { name: 'Promise', message: 'The core is synchronous.' },
  { name: 'performance', message: 'The core has simulated time only: ctx.now.' },
  { name: 'crypto', message: 'Use core/crypto: the platform differs and is asynchronous.' },
  { name: 'structuredClone', message: 'Use clone of core/base: it knows what plain data is.' },
  { name: 'globalThis', message: 'The core depends on nothing outside itself.' },
];

const MATHS = [
  ...['log', 'log2', 'log10', 'log1p', 'exp', 'expm1', 'pow', 'cbrt', 'hypot'],
  ...['sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'atan2'],
  ...['sinh', 'cosh', 'tanh', 'asinh', 'acosh', 'atanh'],
];

const IMPURE_PROPERTIES = [
  { object: 'Math', property: 'random', message: 'Use the keyed draws of core/base.' },
  ...MATHS.map((property) => ({
    object: 'Math',
    property,
    message: 'Engines may round it differently: use + - * / sqrt, integers or a table.',
  })),
  ...['localeCompare', 'toLocaleString', 'toLocaleLowerCase', 'toLocaleUpperCase'].map(
    (property) => ({ property, message: 'The result depends on the locale of the machine.' }),
  ),
];

const NO_POWER = {
  selector: ':matches(BinaryExpression[operator="**"], AssignmentExpression[operator="**="])',
  message: 'Engines may round powers differently: multiply.',
};
const NO_DEFAULT_EXPORT = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports only: a thing has one name everywhere.',
};

/** @param {number} lines @returns {import('eslint').Linter.RulesRecord} */
function functionLimit(lines) {
  return { 'max-lines-per-function': ['error', { max: lines, ...LINES_OF_CODE, IIFEs: true }] };
}

export default defineConfig(
  globalIgnores(['dist', 'dist-cli', 'test-results', 'playwright-report', 'coverage']),
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      complexity: ['error', 12],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-depth': ['error', 3],
      'max-lines': ['error', 400],
      'max-params': ['error', 4],
      'no-console': 'error',
      'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT],
      'prefer-const': 'error',
      ...functionLimit(50),
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      // Leaving a field out by name is the plain way to copy the rest.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreRestSiblings: true, argsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...IMPURE_GLOBALS],
      'no-restricted-properties': ['error', ...IMPURE_PROPERTIES],
      'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, NO_POWER],
    },
  },
  {
    files: ['src/ui/**/*.{ts,tsx}', 'src/main.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...functionLimit(80),
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
    },
  },
  {
    // A suite is one long function by nature, and a test may bend a type to feed a function what it must refuse.
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/consistent-type-assertions': 'off',
    },
  },
  {
    // The tools that read these files want a default export.
    files: ['*.config.ts', 'test/browser/*.config.ts', 'test/browser/global-setup.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
