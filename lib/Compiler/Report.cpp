//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Compiler/Report.h"

#include "a3/Program/Prediction.h"

#include "llvm/Support/JSON.h"

using namespace mlir;
using namespace mlir::a3;

::a3::Site mlir::a3::describeAttention(AttentionOp op) {
  ::a3::Site site;
  site.name = op.getSite().value_or("attention").str();
  auto size = [](int64_t size) {
    return ShapedType::isDynamic(size) ? ::a3::unknownSize : size;
  };
  site.rows = size(op.getNumRows());
  site.depth = size(op.getKeySize());
  site.valueDepth = size(op.getValueSize());
  site.heads = ShapedType::isDynamicShape(op.getBatchShape())
                   ? ::a3::unknownSize
                   : llvm::product_of(op.getBatchShape());
  site.queries = size(op.getNumQueries());
  site.mask = op.getMask() ? "bitmap" : "none";
  if (op.getCausal())
    site.mask = op.getMask() ? "bitmap+causal" : "causal";
  return site;
}

/// Null where only a run knows it.
static void writeSize(llvm::json::OStream &json, StringRef name, int64_t size) {
  if (size == ::a3::unknownSize)
    json.attribute(name, nullptr);
  else
    json.attribute(name, size);
}

/// M and T of all heads, or lists with an entry a head.
static void write(llvm::json::OStream &json,
                  const ::a3::Approximations &approximations) {
  llvm::json::Array m, t;
  for (const ::a3::Approximation &approximation : approximations) {
    if (approximation.thousandthsOfRows)
      m.push_back(::a3::describeIterations(approximation));
    else
      m.push_back(approximation.iterations);
    t.push_back(approximation.threshold);
  }
  auto write = [&](StringRef name, llvm::json::Array &&values) {
    if (values.empty())
      json.attribute(name, nullptr);
    else if (values.size() == 1)
      json.attribute(name, std::move(values.front()));
    else
      json.attribute(name, std::move(values));
  };
  write("m", std::move(m));
  write("t", std::move(t));
}

static void write(llvm::json::OStream &json, const SiteOutcome &outcome,
                  const ::a3::Machine &machine) {
  json.attribute("location", outcome.location);
  json.attribute("status", outcome.reason.empty() ? "offloaded" : "host");
  json.attribute("reason", outcome.reason);
  if (!outcome.site)
    return;
  const ::a3::Site &site = *outcome.site;
  json.attribute("name", site.name);
  writeSize(json, "n", site.rows);
  writeSize(json, "d", site.depth);
  writeSize(json, "dv", site.valueDepth);
  writeSize(json, "heads", site.heads);
  writeSize(json, "queries", site.queries);
  json.attribute("mask", site.mask);
  write(json, site.approximations);
  if (!site.approximations.empty() && !outcome.keys.empty())
    json.attribute("keys", outcome.keys);
  if (!outcome.reason.empty() || !site.isSized())
    return;
  // The stream was written for this machine, so it has a cost.
  if (auto cost = ::a3::predictSite(site, machine))
    json.attribute("predicted_cycles", cost->full.cycles);
}

static void write(llvm::json::OStream &json, StringRef key,
                  const std::map<std::string, unsigned> &counts) {
  json.attributeObject(key, [&] {
    for (const auto &[name, count] : counts)
      json.attribute(name, count);
  });
}

std::string mlir::a3::writeReport(const ::a3::Program &program,
                                  ArrayRef<SiteOutcome> outcomes,
                                  const RemarkCounts &remarks,
                                  int64_t weightBytes,
                                  const ::a3::Machine &machine) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  llvm::json::OStream json(stream, /*IndentSize=*/2);
  json.object([&] {
    json.attributeArray("sites", [&] {
      for (const SiteOutcome &outcome : outcomes)
        json.object([&] { write(json, outcome, machine); });
    });
    json.attributeObject("remarks", [&] {
      json.attribute("raised", remarks.raised);
      write(json, "not-raised", remarks.notRaised);
      write(json, "host", remarks.host);
    });
    json.attribute("entry", program.entry);
    json.attribute("target", program.target);
    json.attribute("weight_bytes", weightBytes);
    json.attribute("scratch_bytes", program.scratchBytes);
  });
  json.flush();
  return text + "\n";
}
