//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Compiler/PrefixMap.h"

#include "mlir/IR/AttrTypeSubElements.h"
#include "mlir/IR/Location.h"

using namespace mlir;

namespace {
struct PrefixMap {
  StringRef from, to;
};
} // namespace

static FailureOr<SmallVector<PrefixMap>>
parse(const std::vector<std::string> &maps) {
  SmallVector<PrefixMap> parsed;
  for (StringRef map : maps) {
    auto [from, to] = map.split('=');
    if (from.empty() || !map.contains('='))
      return failure();
    parsed.push_back({from, to});
  }
  return parsed;
}

/// The file's name with another beginning.
static StringAttr rename(StringAttr file, ArrayRef<PrefixMap> maps) {
  for (const PrefixMap &map : llvm::reverse(maps))
    if (StringRef rest = file.getValue(); rest.consume_front(map.from))
      return StringAttr::get(file.getContext(), map.to + rest);
  return file;
}

LogicalResult a3::mapSourcePrefixes(ModuleOp module,
                                    const std::vector<std::string> &maps) {
  FailureOr<SmallVector<PrefixMap>> parsed = parse(maps);
  if (failed(parsed))
    return failure();
  if (parsed->empty())
    return success();
  AttrTypeReplacer replacer;
  replacer.addReplacement([&](FileLineColRange place) -> Attribute {
    return FileLineColRange::get(rename(place.getFilename(), *parsed),
                                 place.getStartLine(), place.getStartColumn(),
                                 place.getEndLine(), place.getEndColumn());
  });
  replacer.recursivelyReplaceElementsIn(module, /*replaceAttrs=*/false,
                                        /*replaceLocs=*/true);
  return success();
}
