//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Target/Program/TranslateSites.h"

#include "a3/Dialect/A3/IR/Places.h"

#include "mlir/IR/Location.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace mlir::a3isa;
using ::a3::OperandInfo;
using ::a3::Site;

llvm::DenseMap<StringAttr, int64_t> a3isa::numberSites(ModuleOp module) {
  llvm::DenseMap<StringAttr, int64_t> numbers;
  for (auto site : module.getOps<SiteOp>())
    numbers.try_emplace(site.getSymNameAttr(), numbers.size());
  return numbers;
}

/// The place in the model's file, or what the location says instead.
static std::string describe(Location location) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  if (auto file = location->findInstanceOf<FileLineColLoc>())
    stream << file.getFilename().getValue() << ':' << file.getLine() << ':'
           << file.getColumn();
  else if (auto name = location->findInstanceOf<NameLoc>())
    stream << name.getName().getValue();
  return text;
}

/// Of a place with its callers, the innermost one in `file`, where the
/// attention is, for a linear layer of a library says little; else the
/// innermost one.
static Location findPlaceIn(StringAttr file, Location location) {
  Location found = location;
  location->walk([&](Location nested) {
    auto place = dyn_cast<FileLineColLoc>(nested);
    if (!place || place.getFilename() != file)
      return WalkResult::advance();
    found = place;
    return WalkResult::interrupt();
  });
  return found;
}

std::vector<::a3::OperandPlace> a3isa::describePlaces(Location location) {
  auto own = location->findInstanceOf<FileLineColLoc>();
  StringAttr file = own ? own.getFilename() : StringAttr();
  std::vector<::a3::OperandPlace> places;
  for (auto [operand, place] : a3::getPlaces(location))
    if (std::string text = describe(findPlaceIn(file, place)); !text.empty())
      places.push_back({operand.str(), std::move(text)});
  return places;
}

/// Sizes of 1 are broadcast to those of `shape`.
static OperandInfo describe(MemRefType type, ArrayRef<int64_t> shape,
                            int64_t elementBytes) {
  OperandInfo info;
  auto [strides, offset] = type.getStridesAndOffset();
  int64_t last = 0;
  for (auto [size, own, stride] : llvm::zip(shape, type.getShape(), strides)) {
    info.sizes.push_back(size);
    info.strides.push_back(own == 1 ? 0 : stride);
    last += (own - 1) * stride;
  }
  info.bytes = (last + 1) * elementBytes;
  return info;
}

static std::string getMaskKind(SiteOp site) {
  bool bitmap = false, causal = false;
  site.walk([&](SetMaskOp op) {
    bitmap |= op.getBitmap() == Switch::On;
    causal |= op.getCausal() == Switch::On;
  });
  if (bitmap)
    return causal ? "bitmap+causal" : "bitmap";
  return causal ? "causal" : "none";
}

/// The first tile of keys begins with row 0, whose offset is the mask's.
static int64_t getCausalOffset(SiteOp site) {
  int64_t offset = 0;
  site.walk([&](SetMaskOp op) {
    if (op.getCausal() != Switch::On)
      return WalkResult::advance();
    offset = op.getOffset();
    return WalkResult::interrupt();
  });
  return offset;
}

/// What only a launch knows: sizes and layouts.
static void addOperands(LaunchOp launch, Site &result) {
  result.rows = launch.getNumRows();
  result.depth = launch.getDepth();
  result.valueDepth = launch.getValueDepth();
  result.heads = launch.getHeads();
  result.queries = launch.getNumQueries();
  auto shape = [&](int64_t rows, int64_t columns) {
    SmallVector<int64_t> sizes(launch.getQuery().getType().getShape());
    sizes.end()[-2] = rows;
    sizes.end()[-1] = columns;
    return sizes;
  };
  constexpr int64_t f32Bytes = 4;
  result.query = describe(launch.getQuery().getType(),
                          shape(result.queries, result.depth), f32Bytes);
  result.key = describe(launch.getKey().getType(),
                        shape(result.rows, result.depth), f32Bytes);
  result.value = describe(launch.getValue().getType(),
                          shape(result.rows, result.valueDepth), f32Bytes);
  result.output = describe(launch.getOutput().getType(),
                           shape(result.queries, result.valueDepth), f32Bytes);
  if (launch.getMask())
    result.maskRows =
        describe(launch.getMask().getType(), shape(result.queries, result.rows),
                 /*elementBytes=*/1);
  if (launch.getBias())
    result.bias = describe(launch.getBias().getType(),
                           shape(result.queries, result.rows), f32Bytes);
  if (launch.getSortedRows())
    result.sortedRows =
        describe(launch.getSortedRows().getType(),
                 shape(result.depth, result.rows), /*elementBytes=*/2);
}

static Site describe(SiteOp site) {
  Site result;
  result.name = site.getSymName();
  result.location = describe(site.getLoc());
  result.places = describePlaces(site.getLoc());
  result.mask = getMaskKind(site);
  result.causalOffset = getCausalOffset(site);
  result.scale = site.getScale().convertToFloat();
  if (site.getM() && site.getT())
    result.approximations = {
        {int64_t(*site.getM()), site.getT()->convertToDouble()}};
  if (std::optional<DenseElementsAttr> formats = site.getFormats())
    llvm::append_range(result.formats, formats->getValues<float>());
  llvm::append_range(result.stream, site.getStream());
  return result;
}

FailureOr<std::vector<Site>> a3isa::translateSites(ModuleOp module) {
  llvm::DenseMap<StringAttr, int64_t> numbers = numberSites(module);
  std::vector<Site> sites;
  for (auto site : module.getOps<SiteOp>())
    sites.push_back(describe(site));
  std::vector<LaunchOp> launches(sites.size());
  WalkResult result = module.walk([&](LaunchOp launch) {
    int64_t number = numbers.at(launch.getSiteAttr().getAttr());
    Site &site = sites[number];
    if (!launches[number]) {
      launches[number] = launch;
      addOperands(launch, site);
      return WalkResult::advance();
    }
    Site other = site;
    addOperands(launch, other);
    if (other == site)
      return WalkResult::advance();
    InFlightDiagnostic error =
        launch.emitOpError()
        << "has other sizes or strides than another launch of @"
        << launch.getSite() << "; give each its own site";
    error.attachNote(launches[number].getLoc()) << "the other launch";
    return WalkResult::interrupt();
  });
  if (result.wasInterrupted())
    return failure();
  for (auto [site, launch] : llvm::zip(module.getOps<SiteOp>(), launches))
    if (!launch)
      return site.emitOpError("has no launch that says where its operands lie");
  return sites;
}
