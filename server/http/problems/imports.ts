import type { Kind } from "./kind.ts";

/** Of imports. */
export const imports = {
  "import-not-found": {
    status: 404,
    title: "No such import",
    zh: "没有编号为“{id}”的导入，请刷新列表",
    en: 'there is no import with the id "{id}"; reload the list',
  },
  "import-data-set": {
    status: 422,
    title: "Data set missing",
    zh: "导入花名册不指定数据集，其他导入必须指定",
    en: "a roster goes into no data set, every other import has to name one",
  },
  "import-wrong-state": {
    status: 409,
    title: "Import in another state",
    zh: "导入现在是 {state}，这一步要求 {expected}；请刷新",
    en: "the import is {state}, this needs {expected}; reload it",
  },
  "import-mapping-invalid": {
    status: 422,
    title: "Mapping incomplete",
    zh: "列的用途还不能用：{zh}",
    en: "the columns cannot be read like this: {en}",
  },
  "import-has-errors": {
    status: 422,
    title: "File has errors",
    zh: "文件有 {count} 处错误，一行也不会导入；请按错误清单改正后重新上传",
    en: "the file has {count} errors, so no row is imported; correct them by the error file and upload it again",
  },
  "import-has-warnings": {
    status: 422,
    title: "Warnings not accepted",
    zh: "文件有 {count} 处警告；看过并确认无误后，以 accept: true 再次提交",
    en: "the file has {count} warnings; when you have looked at them and accept them, send accept: true",
  },
} as const satisfies Record<string, Kind>;
