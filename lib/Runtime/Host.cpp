//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Host.h"

#include "a3/Runtime/Balance.h"
#include "a3/Runtime/Multiply.h"
#include "a3/Runtime/Site.h"

#include <algorithm>
#include <chrono>
#include <csetjmp>
#include <limits>
#include <unistd.h>

using namespace a3;

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Where this thread goes on after a failure, and the first index of the range
/// of a shared loop that it works on.
thread_local std::jmp_buf *escape = nullptr;
thread_local int64_t rangeBegin = 0;

void runAll(int64_t count, void (*body)(void *state, int64_t index),
            void *state) {
  for (int64_t i = 0; i < count; ++i)
    body(state, i);
}

[[noreturn]] void leave() { std::longjmp(*escape, 1); }

} // namespace

int64_t a3::memoryOfMachine() {
  return int64_t(sysconf(_SC_PHYS_PAGES)) * int64_t(sysconf(_SC_PAGESIZE));
}

unsigned a3::threadsOf(const RunOptions &options) {
  if (options.threads)
    return options.threads;
  return std::max(1u, std::thread::hardware_concurrency());
}

/// A loop of native code over several threads.
struct Host::SharedLoop {
  Host &host;
  void (*body)(void *state, int64_t index);
  void *state;
  /// Begin of the first range that failed. Ranges before it still run.
  std::atomic<int64_t> failedAt = std::numeric_limits<int64_t>::max();

  void fail(int64_t begin) {
    std::lock_guard lock(host.mutex);
    failedAt = std::min(failedAt.load(), begin);
  }
};

HostInterface Host::interface() {
  return {this,     launch,     multiply,   forEach, fail, memory.inputSizes,
          allocate, makeOutput, launchSized};
}

Expected<RunReport> Host::call(Entry entry, void *const *slots) {
  Clock::time_point start = Clock::now();
  if (Expected<void> entered = enter(entry, slots); !entered)
    return tl::unexpected(entered.error());
  report.hostSeconds = secondsSince(start) - report.simulationSeconds;
  for (const SiteReport &site : report.sites)
    report.total += site.statistics;
  return std::move(report);
}

Expected<void> Host::enter(Entry entry, void *const *slots) {
  const HostInterface table = interface();
  std::jmp_buf here;
  escape = &here;
  if (setjmp(here) == 0)
    entry(&table, slots);
  escape = nullptr;
  if (error)
    return tl::unexpected(*error);
  return checkOutputs();
}

Expected<void> Host::checkOutputs() const {
  for (size_t i = 0; i < program.outputs.size(); ++i)
    if (!program.outputs[i].isSized() && !isMade[i])
      return failure("the host code did not make output " + std::to_string(i));
  return {};
}

/// Of several failures in one loop, the one of the first index counts, as it
/// would on one thread.
void Host::note(std::string message) {
  std::lock_guard lock(mutex);
  if (error && errorIndex <= rangeBegin)
    return;
  error = Error{std::move(message)};
  errorIndex = rangeBegin;
}

void Host::fail(void *context, const char *message) {
  static_cast<Host *>(context)->note(message);
  leave();
}

void Host::launch(void *context, int64_t site, void *const *operands) {
  launchSized(context, site, operands, nullptr);
}

void Host::launchSized(void *context, int64_t site, void *const *operands,
                       const int64_t *layout) {
  Host &host = *static_cast<Host *>(context);
  if (ThreadPool::insideLoop() || host.inLoop)
    fail(context, "a site was launched inside a parallel loop");
  if (!host.runSite(site, operands, layout))
    leave();
}

Expected<Observer *> Host::beginLaunch(size_t index, const Site &site,
                                       const SiteOperands &operands) const {
  if (options.detail)
    return options.detail->beginLaunch(index, site, operands, machine,
                                       options.arithmetic);
  if (!options.trace)
    return nullptr;
  // What places it has is in the program, also where its sizes are the
  // launch's.
  const Site &ofProgram = program.sites[index];
  return options.trace->beginLaunch(index, ofProgram.name, &ofProgram);
}

void Host::endLaunch(const Statistics &statistics) const {
  if (options.detail)
    options.detail->endLaunch(statistics);
  else if (options.trace)
    options.trace->endLaunch(statistics);
}

bool Host::runSite(int64_t index, void *const *operands,
                   const int64_t *layout) {
  if (index < 0 || index >= int64_t(program.sites.size())) {
    note("the host code launches site " + std::to_string(index) + " of " +
         std::to_string(program.sites.size()));
    return false;
  }
  const Site &site = program.sites[size_t(index)];
  SiteOperands typed{static_cast<const float *>(operands[0]),
                     static_cast<const float *>(operands[1]),
                     static_cast<const float *>(operands[2]),
                     static_cast<const uint8_t *>(operands[3]),
                     static_cast<float *>(operands[4])};
  if (site.hasBias())
    typed.bias = static_cast<const float *>(operands[5]);
  if (site.hasSortedRows())
    typed.sortedRows = static_cast<const uint16_t *>(operands[6]);
  if (site.isSized() != !layout) {
    note("the host code launches site '" + site.name +
         "' in another way than the program says");
    return false;
  }
  auto launched = memory.sites.find(program, size_t(index), layout, machine);
  if (!launched) {
    note("site '" + site.name + "': " + launched.error().message);
    return false;
  }
  if (launched->site != &site) {
    Site sized = *launched->site;
    sized.stream.clear();
    report.sites[size_t(index)].launched = std::move(sized);
  }
  return runSite(size_t(index), *launched, typed);
}

bool Host::runSite(size_t index, const LaunchedSite &launched,
                   const SiteOperands &operands) {
  const Site &site = *launched.site;
  Clock::time_point start = Clock::now();
  if (options.lostMass && !measureLoss(index, site, operands))
    return false;
  Expected<SiteRun> run =
      beginLaunch(index, site, operands).and_then([&](Observer *observer) {
        return a3::runSite(site, operands, machine, options.arithmetic, &pool,
                           observer);
      });
  if (!run) {
    note("site '" + site.name + "': " + run.error().message);
    return false;
  }
  endLaunch(run->statistics);
  SiteReport &siteReport = report.sites[index];
  ++siteReport.launches;
  siteReport.statistics += run->statistics;
  siteReport.predictedCycles += launched.predictedCycles;
  siteReport.formats = std::move(run->formats);
  report.simulationSeconds += secondsSince(start);
  return true;
}

bool Host::measureLoss(size_t index, const Site &site,
                       const SiteOperands &operands) {
  auto lost = measureLostMass(site, operands, machine, options.arithmetic);
  if (!lost) {
    note("site '" + site.name + "': " + lost.error().message);
    return false;
  }
  std::optional<LostMass> &total = report.sites[index].lostMass;
  if (!total)
    total.emplace();
  *total += *lost;
  return true;
}

void *Host::allocate(void *context, int64_t number, int64_t count,
                     const int64_t *factors) {
  Host &host = *static_cast<Host *>(context);
  void *memory = host.findMemory(number, {factors, size_t(count)});
  if (!memory)
    leave();
  return memory;
}

void *Host::findMemory(int64_t number, std::span<const int64_t> factors) {
  int64_t bytes = 1;
  bool overflows = false;
  for (int64_t factor : factors)
    if (factor < 0 || __builtin_mul_overflow(bytes, factor, &bytes))
      overflows = true;
  if (overflows || bytes > memoryOfMachine()) {
    note("there is no memory for an intermediate tensor of " +
         describeSizes(factors.subspan(1)) + " times " +
         std::to_string(factors[0]) + " bytes; check the sizes of the inputs");
    return nullptr;
  }
  if (size_t(number) >= memory.buffers.size())
    memory.buffers.resize(size_t(number) + 1);
  Buffer &buffer = memory.buffers[size_t(number)];
  if (!buffer.bytes().data() || int64_t(buffer.bytes().size()) < bytes) {
    buffer = Buffer();
    Expected<Buffer> larger = Buffer::allocate(bytes);
    if (!larger) {
      note(larger.error().message + " of an intermediate tensor");
      return nullptr;
    }
    buffer = std::move(*larger);
  }
  return buffer.bytes().data();
}

void *Host::makeOutput(void *context, int64_t index, const int64_t *sizes) {
  void *output = static_cast<Host *>(context)->findOutput(index, sizes);
  if (!output)
    leave();
  return output;
}

void *Host::findOutput(int64_t index, const int64_t *sizes) {
  const TensorInfo &info = program.outputs[size_t(index)];
  std::vector<int64_t> shape(sizes, sizes + info.shape.size());
  std::string name = "output " + std::to_string(index) + " '" + info.name + "'";
  if (!fits(info, shape)) {
    note(name + " would be " + describeTensor(info.element, shape) +
         " for inputs of these sizes, but must be " +
         describeTensor(info.element, info.shape));
    return nullptr;
  }
  Tensor &output = memory.outputs[size_t(index)];
  if (output.element() != info.element || output.shape() != shape) {
    Expected<Tensor> made = Tensor::create(info.element, std::move(shape));
    if (!made) {
      note(name + ": " + made.error().message);
      return nullptr;
    }
    output = std::move(*made);
  }
  isMade[size_t(index)] = true;
  return output.bytes().data();
}

void Host::multiply(void *context, const MatrixProduct *product) {
  int64_t largest =
      std::max({product->m, product->n, product->k, product->leadingA,
                product->leadingB, product->leadingC});
  if (largest > std::numeric_limits<int32_t>::max())
    fail(context, "a matrix product has a dimension of more than 31 bits");
  a3::multiply(*product, static_cast<Host *>(context)->pool);
}

void Host::forEach(void *context, int64_t count,
                   void (*body)(void *state, int64_t index), void *state) {
  Host &host = *static_cast<Host *>(context);
  if (host.inLoop || ThreadPool::insideLoop())
    return runAll(count, body, state);
  if (host.pool.threads() == 1 || count <= 1) {
    host.inLoop = true;
    runAll(count, body, state);
    host.inLoop = false;
    return;
  }
  SharedLoop loop{host, body, state};
  host.pool.forEach(count, 1, runRange, &loop);
  if (loop.failedAt < count)
    leave();
}

/// Failures leave the body for here, on whichever thread it is; the thread
/// that started the loop carries them on.
void Host::runRange(void *opaque, int64_t begin, int64_t end) {
  SharedLoop &loop = *static_cast<SharedLoop *>(opaque);
  if (loop.failedAt < begin)
    return;
  std::jmp_buf *const outer = escape;
  std::jmp_buf here;
  escape = &here;
  rangeBegin = begin;
  if (setjmp(here) == 0)
    for (int64_t i = begin; i < end; ++i)
      loop.body(loop.state, i);
  else
    loop.fail(begin);
  escape = outer;
  rangeBegin = 0;
}
