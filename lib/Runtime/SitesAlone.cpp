//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/SitesAlone.h"

#include "Host.h"
#include "a3/Program/Check.h"

#include <algorithm>
#include <array>
#include <random>

using namespace a3;

namespace {

/// In the order of `HostInterface::launch`: query, key, value, mask, output,
/// bias and sorted rows.
constexpr size_t numOperands = 7;

struct SiteMemory {
  std::array<Buffer, numOperands> buffers;
  std::array<void *, numOperands> operands = {};
};

void fillWithNumbers(Buffer &buffer, std::mt19937 &random) {
  auto *values = reinterpret_cast<float *>(buffer.bytes().data());
  for (size_t i = 0; i < buffer.bytes().size() / sizeof(float); ++i)
    values[i] = float(int32_t(random())) * 0x1p-30f; // From -2 to 2.
}

Expected<SiteMemory> makeMemory(const Site &site, std::mt19937 &random) {
  const std::array<int64_t, numOperands> sizes = {
      site.query.bytes,    site.key.bytes,    site.value.bytes,
      site.maskRows.bytes, site.output.bytes, site.bias.bytes};
  SiteMemory memory;
  for (size_t i = 0; i < numOperands; ++i) {
    if (sizes[i] == 0)
      continue;
    Expected<Buffer> buffer = sizes[i] > memoryOfMachine()
                                  ? failure("its operands exceed the memory")
                                  : Buffer::allocate(sizes[i]);
    if (!buffer)
      return tl::unexpected(buffer.error());
    if (&sizes[i] == &sizes[3])
      std::ranges::fill(buffer->bytes(), uint8_t(1));
    else
      fillWithNumbers(*buffer, random);
    memory.operands[i] = buffer->bytes().data();
    memory.buffers[i] = std::move(*buffer);
  }
  return memory;
}

Expected<std::vector<SiteMemory>> makeMemories(const Program &program) {
  // The same numbers each time, as one site after the other asks for them.
  std::mt19937 random; // NOLINT(bugprone-random-generator-seed)
  std::vector<SiteMemory> memories;
  for (const Site &site : program.sites) {
    auto error = [&](const std::string &message) {
      return failure("site '" + site.name + "': " + message);
    };
    if (!site.isSized())
      return error("only the host code knows its sizes; run it without "
                   "--no-native");
    if (site.hasSortedRows())
      return error("only the host code knows the order of its keys; run it "
                   "without --no-native");
    Expected<SiteMemory> memory = makeMemory(site, random);
    if (!memory)
      return error(memory.error().message);
    memories.push_back(std::move(*memory));
  }
  return memories;
}

/// Stands for the entry of host code: `slots` are the operands of each site.
void launchAll(const HostInterface *host, void *const *slots) {
  for (int64_t site = 0; slots[site]; ++site)
    host->launch(host->context, site, static_cast<void *const *>(slots[site]));
}

} // namespace

Expected<RunReport> a3::runSitesAlone(const Program &program,
                                      const Machine &machine,
                                      const RunOptions &options) {
  if (auto checked = checkStreams(program, machine); !checked)
    return tl::unexpected(checked.error());
  auto memories = makeMemories(program);
  if (!memories)
    return tl::unexpected(memories.error());
  std::vector<void *> slots;
  for (SiteMemory &memory : *memories)
    slots.push_back(static_cast<void *>(memory.operands.data()));
  slots.push_back(nullptr);
  // No outputs, as nobody makes them.
  Program alone = program;
  alone.outputs.clear();
  ThreadPool pool(threadsOf(options));
  SiteCache sites;
  sites.approximate(options.approximations);
  std::vector<Buffer> sized;
  return Host(alone, machine, options, pool, {nullptr, {}, sized, sites})
      .call(launchAll, slots.data());
}
