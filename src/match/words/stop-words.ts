/**
 * Words that tell nothing about what a picture shows: grammar, and the talk about the film itself ("look at this
 * shot"). English ones are in lower case, not stemmed; Chinese ones simplified.
 */
const english = `
a about above after again all also am an and any anyone are as at be became because been before being below between
both but by came can come comes could did do does doing done during each even ever every everyone few first for from
get gets give gives go goes going got had has have having he hence her here hers him his how however i if in into is it
its itself just last let lets like likes ll look looking looks made make makes many may me meet might more most much
must my near never new next no nor not now of off often on once one only onto or other our ours out over own please
put re s same say second see seen shall she should show showing shown shows simply since so some something soon such t
take takes than that the their them then there these they thing things third this those through to together too toward
towards under until up upon us use used using ve very want was way we welcome well were what when where which
while who whom whose why will with within without would yes yet you your yours
film footage clip clips video videos movie picture pictures image images photo photos shot shots scene
appears appear appearing opens open closes finally begin begins start starts end ends follow follows followed
jpg jpeg png webp gif mp4 mov avi mkv webm
`;

const chinese = `
的 了 着 过 地 得 之 与 和 及 或 而 且 并 并且 而且 但 但是 可 可以 可是 因为 所以 如果 就 才 又 再 还 还是 还有 也 都 很 太 更
最 非常 十分 真 真的 真是 好 这 那 这个 那个 这些 那些 这里 那里 这儿 那儿 这样 那样 这是 那是 这条 那条 这种 那种 这款 这一 哪
哪里 什么 怎么 怎样 为什么 谁 几 多少 我 你 您 他 她 它 我们 你们 他们 她们 它们 咱们 大家 自己 人们 是 不 不是 没 没有 有 在 于 从
到 向 往 对 对于 把 被 让 给 为 为了 以 由 由于 用 使 使用 请 来 去 上 下 里 里面 中 内 外 前 后 左 右 间 旁 边 一 一个 一条 一种
一件 一只 一张 一片 一下 一起 一样 一直 一些 一点 两 两个 三 几个 一辆 一位 一座 一朵 一颗 一块 一幅 一双 一对 一名 一场 辆 座 朵 颗 块 幅 双 名 场 个 只 条 件 款 种 张 片 位 些 次 个个 每 每个 各 各种 某 先 然后
接着 随后 最后 首先 其次 现在 今天 已 已经 正 正在 将 将要 会 要 想 能 能够 应该 该 看 看看 看到 看见 看着 先看 来看 瞧 瞧瞧
展示 展现 呈现 出现 显示 登场 亮相 进入 开始 结束 结尾 开场 接下来 下面 紧接着 带来 送给 送上 成为 变成 作为 一款 新 新款 新品
视频 画面 镜头 影片 短片 片段 素材 图片 照片 图像 场景 这时 此时 时 时候 吧 吗 呢 啊 哦 呀 嘛 哈 啦 等 等等 其 其中 所 所有 如
如此 像 好像 似的 般 一般 那么 这么 多么 则 却 只有 只是 只要 无 未 别 叫 做 作 说 道 出 起 起来 出来 下来 上来 过来 过去 回 经过 路过 驶过 走过 跑过
`;

/** What cameras and phones call their files, and how people mark versions of them. */
const fileMarks = `
img dsc dscf dscn mov mvi vid pxl gopr gh gx dji clip video image photo pic file copy final edit edited export output
untitled screenshot wechat weixin mmexport tmp temp test v1 v2 v3 hd uhd fhd 4k 1080p 720p 副本 最终 导出 未命名 截图 素材
`;

const listed = (text: string): ReadonlySet<string> =>
  new Set(text.split(/\s+/).filter((word) => word !== ''));

const stopWords: ReadonlySet<string> = new Set([...listed(english), ...listed(chinese)]);
const marks = listed(fileMarks);

/** Whether a word (lower case, not stemmed; Chinese simplified) says nothing about a picture. */
export function isStopWord(word: string): boolean {
  return stopWords.has(word);
}

/** Whether a word of a file name is no more than a camera's or an editor's mark: `img`, `2034`, `9f3c02d1`. */
export function isFileMark(word: string): boolean {
  return marks.has(word) || /^\d+$/.test(word) || (/^[0-9a-f]{6,}$/.test(word) && /\d/.test(word));
}
