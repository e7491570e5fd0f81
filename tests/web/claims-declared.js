// Figures in the words of the deck that are no claims, slide by slide, each with the reason. A figure that is neither here nor a
// claim turns tests/web/claims-figures.test.js red; so does an entry here whose figure the deck no longer says.

const STORY = 'declared by the story: sizes of the incident, its clock, its hit rate';
const SCENE = 'an input of the figure, declared in its tag or its claim, not a result';
const COUNTED = 'counted from what is drawn or quoted; another test counts it';
const PARAMETER = 'a parameter with its source in the notes or in the still';
const ARITHMETIC = 'arithmetic on declared parameters, worked out again by tests/web/slides-*.test.js';
const DRAWN = 'computed by the engine while the still is drawn; tests/web/slides-*.test.js compares it';
const NAME = 'part of a name, a key or an ordinal, not a quantity';
const WORDS = 'a figure of speech, rounder than any claim';

/** Reason -> figures, for each slide. @type {Record<string, Record<string, string[]>>} */
export const declared = {
  title: { [NAME]: ['6', '1'], [WORDS]: ['hundreds'] },
  scene: { [STORY]: ['3:47', '95', 'hundred'] },
  'what-happened': { [SCENE]: ['100', '101'], [NAME]: ['user:4615'] },
  'the-math': {
    [STORY]: ['100', '101', '102'],
    [ARITHMETIC]: ['2'],
    [WORDS]: ['Two'],
    [DRAWN]: ['half'],
  },
  'death-spiral': { [STORY]: ['101st'] },
  'key-idea': { [WORDS]: ['two'] },
  'the-ring': { [SCENE]: ['45°', '180°', '75°'] },
  'add-a-server': { [SCENE]: ['120°', '45°'], [NAME]: ['360'], [ARITHMETIC]: ['third'] },
  'the-math-that-saves': { [SCENE]: ['million', 'hundred', '100'], [COUNTED]: ['10,000'] },
  pseudocode: {
    [SCENE]: ['8', '10,000', 'eight'],
    [NAME]: ['user:123'],
  },
  python: { [COUNTED]: ['Twenty'] },
  'virtual-nodes': { [SCENE]: ['hundred', 'three'] },
  hierarchy: {
    [PARAMETER]: ['100', '10', '1', 'Three', 'hundred'],
    [ARITHMETIC]: ['40', '11.6', 'two', 'eleven', 'half'],
  },
  promotion: {
    [PARAMETER]: ['100'],
    [ARITHMETIC]: ['1.1001'],
    [NAME]: ['L1', 'L2', 'L3', '10'],
  },
  'tiers-pseudocode': { [PARAMETER]: ['three'] },
  everywhere: { [COUNTED]: ['three'] },
  invalidation: { [NAME]: ['two'], [PARAMETER]: ['24'] },
  strategies: {},
  season: { [COUNTED]: ['Six', 'six', 'two'] },
  closing: { [SCENE]: ['64'], [PARAMETER]: ['2001'], [WORDS]: ['billions'] },
};
