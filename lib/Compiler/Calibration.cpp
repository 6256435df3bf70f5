//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Compiler/Calibration.h"

#include "a3/Conversion/A3ToISA/Offload.h"
#include "a3/Dialect/A3ISA/IR/A3ISA.h"

#include "mlir/IR/Builders.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace mlir;
using namespace mlir::a3;

static constexpr size_t factorsOfAHead = 4;

static LogicalResult error(StringRef file, const Twine &message) {
  llvm::errs() << file << ": error: " << message << '\n';
  return failure();
}

/// Four positive finite factors for each head, flattened.
static std::optional<SmallVector<float>>
readFormats(const llvm::json::Object &site) {
  const llvm::json::Array *heads = site.getArray("formats");
  if (!heads || heads->empty())
    return std::nullopt;
  SmallVector<float> formats;
  for (const llvm::json::Value &head : *heads) {
    const llvm::json::Array *factors = head.getAsArray();
    if (!factors || factors->size() != factorsOfAHead)
      return std::nullopt;
    for (const llvm::json::Value &factor : *factors) {
      std::optional<double> number = factor.getAsNumber();
      // The scale, and with it the query's factor, may be negative.
      if (!number || !std::isfinite(float(*number)) || float(*number) == 0)
        return std::nullopt;
      formats.push_back(float(*number));
    }
  }
  return formats;
}

static const llvm::json::Object *findSite(const llvm::json::Array &sites,
                                          StringRef name) {
  for (const llvm::json::Value &site : sites)
    if (const llvm::json::Object *object = site.getAsObject();
        object && object->getString("name") == name)
      return object;
  return nullptr;
}

LogicalResult mlir::a3::fixFormats(ModuleOp module, StringRef file) {
  auto buffer = llvm::MemoryBuffer::getFile(file, /*IsText=*/true);
  if (!buffer)
    return error(file, "cannot be read: " + buffer.getError().message());
  llvm::Expected<llvm::json::Value> root =
      llvm::json::parse((*buffer)->getBuffer());
  if (!root)
    return error(file, "not JSON: " + llvm::toString(root.takeError()));
  const llvm::json::Object *object = root->getAsObject();
  const llvm::json::Array *sites = object ? object->getArray("sites") : nullptr;
  if (!sites)
    return error(file, "has no 'sites'; give what a3-run --stats wrote");

  SmallVector<AttentionOp> sized = listSizedAtLaunch(module);
  if (!sized.empty())
    return error(file, "site '" +
                           sized.front().getSite().value_or("attention") +
                           "' has sizes that only a run knows, so it has no "
                           "heads to fix formats of; leave out --calibration, "
                           "or export the model with fixed shapes");
  DenseMap<StringAttr, int64_t> headsOfSites;
  module.walk([&](a3isa::LaunchOp launch) {
    headsOfSites[launch.getSiteAttr().getAttr()] = launch.getHeads();
  });
  for (auto op : module.getOps<a3isa::SiteOp>()) {
    const llvm::json::Object *site = findSite(*sites, op.getSymName());
    if (!site)
      return error(file, "has no site '" + op.getSymName() +
                             "'; calibrate with a run of the same model");
    std::optional<SmallVector<float>> formats = readFormats(*site);
    int64_t heads = headsOfSites.lookup(op.getSymNameAttr());
    if (!formats || int64_t(formats->size() / factorsOfAHead) != heads)
      return error(file, "site '" + op.getSymName() + "' needs 'formats' of " +
                             Twine(heads) + " heads with " +
                             Twine(factorsOfAHead) + " factors each");
    auto type = RankedTensorType::get({heads, int64_t(factorsOfAHead)},
                                      Builder(op).getF32Type());
    op.setFormatsAttr(DenseFPElementsAttr::get(type, ArrayRef(*formats)));
  }
  return success();
}
