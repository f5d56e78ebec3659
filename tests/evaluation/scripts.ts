import type { ColourName, CountName, ShapeName } from '../models/concepts.ts';
import { catalogue, type Language } from './catalogue.ts';

/**
 * Texts as people speak them over videos of a shop or a show, and what each sentence asks to be seen. Scripts with an odd
 * place in the list were never looked at when judges were changed.
 */

/** What a sentence asks for: a thing, its colour, and where it matters its background or number; or a ware. */
export type Wanted =
  | { shape: ShapeName; colour: ColourName; background?: ColourName; count?: CountName }
  | { ware: string };

/** A sentence and what has to be seen while it is spoken. */
export type Sentence = { text: string; wanted: Wanted };

/** A text of two to five sentences. */
export type Script = { language: Language; sentences: readonly Sentence[] };

/** Places in the catalogue of the clips that are right for a sentence. */
export function rightClips(wanted: Wanted): number[] {
  return catalogue.flatMap(({ concept, ware }, index) => {
    if ('ware' in wanted) return ware === wanted.ware ? [index] : [];
    const isRight =
      concept !== null &&
      concept.shape === wanted.shape &&
      concept.colour === wanted.colour &&
      (wanted.background === undefined || concept.background === wanted.background) &&
      (wanted.count === undefined || concept.count === wanted.count);
    return isRight ? [index] : [];
  });
}

/** `red circle`, `red circle on white`, `several red circle`. */
function wantedOf(text: string): Wanted {
  const [, several, colour = '', shape = '', background] =
    /^(several )?(\w+) (\w+)(?: on (\w+))?$/.exec(text) ?? [];
  return {
    shape: shape as ShapeName,
    colour: colour as ColourName,
    ...(background !== undefined && { background: background as ColourName }),
    ...(several !== undefined && { count: 'several' }),
  };
}

const script = (
  language: Language,
  ...lines: readonly (readonly [text: string, wanted: string])[]
): Script => ({
  language,
  sentences: lines.map(([text, wanted]) => ({ text, wanted: wantedOf(wanted) })),
});

const shop = (language: Language, ...lines: readonly (readonly [text: string, ware: string])[]): Script => ({
  language,
  sentences: lines.map(([text, ware]) => ({ text, wanted: { ware } })),
});

/** Thirty scripts about what the pictures show: words and pictures alone can each tell. */
export const scripts: readonly Script[] = [
  script(
    'en',
    ['A blue circle opens the show.', 'blue circle'],
    ['Then we see the pink square that everybody talks about.', 'pink square'],
    ['And a yellow star ends the first part.', 'yellow star'],
  ),
  script(
    'zh',
    ['先给大家看这个红色的圆形。', 'red circle'],
    ['接下来是绿色的三角形，做工很细。', 'green triangle'],
    ['最后是黑白分明的条纹，黑色条纹配什么都好看。', 'black stripes'],
  ),
  script(
    'en',
    ['Look at this green circle, fresh from the workshop.', 'green circle'],
    ['Next to it, a cyan triangle.', 'cyan triangle'],
    ['Our best seller is the purple ring.', 'purple ring'],
    ['White dots are back this year.', 'white dots'],
  ),
  script(
    'zh',
    ['今天的主角是一个橙色的圆形。', 'orange circle'],
    ['很多朋友喜欢粉色的正方形。', 'pink square'],
    ['这颗红色的星星也很受欢迎。', 'red star'],
  ),
  script(
    'en',
    ['Who does not love red stripes?', 'red stripes'],
    ['The brown checkers look like chocolate.', 'brown checkers'],
    ['We close with a black cross.', 'black cross'],
  ),
  script(
    'zh',
    ['绿色的条纹，清爽又自然。', 'green stripes'],
    ['红色的棋盘，特别有个性。', 'red checkers'],
    ['白色的十字非常醒目。', 'white cross'],
    ['再看一个黑色的圆环。', 'black ring'],
  ),
  script(
    'en',
    ['Let us begin with a brown square.', 'brown square'],
    ['A red triangle warns the drivers.', 'red triangle'],
    ['The white star shines at night.', 'white star'],
  ),
  script(
    'zh',
    ['黄色的正方形，像一块黄油。', 'yellow square'],
    ['紫色的三角形，神秘又优雅。', 'purple triangle'],
  ),
  script(
    'en',
    ['Here come the pink dots.', 'pink dots'],
    ['Blue stripes remind us of the sea.', 'blue stripes'],
    ['And green checkers for the garden table.', 'green checkers'],
    ['A red ring says stop.', 'red ring'],
  ),
  script(
    'zh',
    ['橙色的星星，点亮整个夜晚。', 'orange star'],
    ['粉色的条纹，少女心满满。', 'pink stripes'],
    ['蓝色的十字，干净利落。', 'blue cross'],
  ),
  script(
    'en',
    ['An orange triangle points to the door.', 'orange triangle'],
    ['The pink star is for the children.', 'pink star'],
    ['This purple circle is new.', 'purple circle'],
  ),
  script(
    'zh',
    ['大家好，欢迎来看绿色的正方形。', 'green square'],
    ['青色的三角形，线条非常干净。', 'cyan triangle'],
    ['黄色的圆点，可爱极了。', 'yellow dots'],
    ['蓝色的棋盘，经典款式。', 'blue checkers'],
  ),
  script(
    'en',
    ['Several red circles on black make a strong picture.', 'several red circle on black'],
    ['We prefer the single green triangle on white, though.', 'green triangle on white'],
    ['A cyan ring glows in the dark.', 'cyan ring'],
  ),
  script(
    'zh',
    ['白色背景上的红色圆形，简洁大方。', 'red circle on white'],
    ['几个蓝色的正方形排在一起。', 'several blue square'],
    ['绿色的圆环，环保的象征。', 'green ring'],
  ),
  script(
    'en',
    ['The white cross stands for help.', 'white cross'],
    ['The orange stripes keep you visible.', 'orange stripes'],
    ['Green dots, like peas on a plate.', 'green dots'],
    ['Black checkers, ready for a game.', 'black checkers'],
  ),
  script(
    'zh',
    ['红色的圆环，喜庆又热烈。', 'red ring'],
    ['粉色的十字，很特别吧。', 'pink cross'],
    ['绿色的圆点，春天的感觉。', 'green dots'],
  ),
  script(
    'en',
    ['A yellow square, as bright as butter.', 'yellow square'],
    ['Black dots on everything this season.', 'black dots'],
    ['Blue checkers go with jeans.', 'blue checkers'],
  ),
  script(
    'zh',
    ['紫色的圆形，高贵大气。', 'purple circle'],
    ['棕色的正方形，沉稳耐看。', 'brown square'],
    ['紫色的棋盘，独一无二。', 'purple checkers'],
    ['白色的星星，纯净明亮。', 'white star'],
  ),
  script(
    'en',
    ['A purple triangle for the royal box.', 'purple triangle'],
    ['Look, the red cross on the door.', 'red cross'],
    ['Nothing beats pink stripes in summer.', 'pink stripes'],
  ),
  script(
    'zh',
    ['蓝色的圆形，像一片湖水。', 'blue circle'],
    ['红色的三角形，提醒大家注意安全。', 'red triangle'],
    ['黑色的圆点，复古又时髦。', 'black dots'],
  ),
  script(
    'en',
    ['The orange circle is our sun.', 'orange circle'],
    ['A green square hides in the night.', 'green square'],
    ['And this is the green ring you asked for.', 'green ring'],
    ['Red dots for the last dance.', 'red dots'],
    ['Green stripes say goodbye.', 'green stripes'],
  ),
  script(
    'zh',
    ['粉色的星星，送给最爱的人。', 'pink star'],
    ['黑色的十字，百搭单品。', 'black cross'],
    ['橙色的条纹，活力十足。', 'orange stripes'],
  ),
  script(
    'en',
    ['A blue cross marks the place.', 'blue cross'],
    ['Purple checkers, who would have thought?', 'purple checkers'],
  ),
  script(
    'zh',
    ['今天给大家介绍蓝色的条纹。', 'blue stripes'],
    ['还有红色的圆点，数量有限。', 'red dots'],
    ['棕色的棋盘，木头的质感。', 'brown checkers'],
    ['黄色的星星，一闪一闪。', 'yellow star'],
  ),
  script(
    'en',
    ['Several yellow stars on black, like a clear night.', 'several yellow star on black'],
    ['The red star leads the way.', 'red star'],
    ['A pink cross, for once.', 'pink cross'],
  ),
  script(
    'zh',
    ['橙色背景上的几个紫色圆环，非常抢眼。', 'several purple ring on orange'],
    ['白色背景上的蓝色正方形，更加低调。', 'blue square on white'],
  ),
  script(
    'en',
    ['We painted a red cross on yellow.', 'red cross on yellow'],
    ['Yellow dots are a happy choice.', 'yellow dots'],
    ['The black ring is timeless.', 'black ring'],
  ),
  script(
    'zh',
    ['粉色背景上的绿色三角形，撞色设计。', 'green triangle on pink'],
    ['青色的圆环，科技感十足。', 'cyan ring'],
    ['粉色的圆点，甜美可爱。', 'pink dots'],
  ),
  script(
    'en',
    ['Black stripes make it look longer.', 'black stripes'],
    ['The orange star belongs on top of the tree.', 'orange star'],
    ['Red checkers on the table.', 'red checkers'],
    ['The purple ring fits every finger.', 'purple ring'],
  ),
  script(
    'zh',
    ['橙色的三角形，指向新的方向。', 'orange triangle'],
    ['绿色的圆形，一路畅通。', 'green circle'],
    ['白色的圆点，落在蓝天上。', 'white dots'],
    ['绿色的棋盘，适合野餐。', 'green checkers'],
  ),
];

/** Scripts about wares, of which only words can tell what they are. */
export const wareScripts: readonly Script[] = [
  shop(
    'zh',
    ['先看这条红色的连衣裙。', 'dress'],
    ['配上一杯香浓的咖啡。', 'coffee'],
    ['再骑上自行车出门。', 'bicycle'],
  ),
  shop('en', ['When it rains, take the umbrella.', 'umbrella'], ['A watch for every wrist.', 'watch']),
  shop(
    'zh',
    ['周末穿上跑鞋去运动。', 'sneakers'],
    ['晚上吃一块生日蛋糕。', 'cake'],
    ['海边的日落真美。', 'sunset'],
  ),
  shop('en', ['Tea tastes better from this teapot.', 'teapot'], ['We bring you fresh flowers.', 'flowers']),
  shop('zh', ['坐上列车去看世界。', 'train'], ['路上弹一弹吉他。', 'guitar']),
  shop(
    'en',
    ['This red dress is made of silk.', 'dress'],
    ['Play a song on the guitar.', 'guitar'],
    ['The train leaves at eight.', 'train'],
  ),
];
