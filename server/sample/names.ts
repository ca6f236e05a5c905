import type { Random } from "./random.ts";

const FAMILY = [
  ..."王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈",
];
const GIVEN = [
  ..."婷静敏丽娟艳霞倩雪慧颖佳琳悦莹欣瑶洁琪薇伟磊强军洋勇杰涛超明鹏辉波斌浩宇凯健俊峰",
  "晓燕",
  "雨欣",
  "思琪",
  "梦洁",
  "佳怡",
  "诗涵",
  "雅婷",
  "欣然",
  "子涵",
  "婉清",
  "海燕",
  "春梅",
  "丹丹",
  "文静",
  "晓彤",
  "志强",
  "建国",
  "文博",
  "子轩",
  "浩然",
  "俊杰",
  "家豪",
  "明远",
  "天宇",
  "晨曦",
  "博文",
  "立新",
  "永强",
  "国栋",
  "泽宇",
];

/** Common family and given names put together by chance; each only once. */
export function* distinctNames(random: Random): Generator<string, never> {
  const used = new Set<string>();
  for (;;) {
    const name = `${FAMILY[random.whole(0, FAMILY.length - 1)]}${GIVEN[random.whole(0, GIVEN.length - 1)]}`;
    if (used.has(name)) continue;
    used.add(name);
    yield name;
  }
}
