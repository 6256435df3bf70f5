//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_RUNTIME_HOST_H
#define A3_LIB_RUNTIME_HOST_H

#include "a3/Runtime/Executable.h"

namespace a3 {

/// In bytes. More is not worth trying: the system gives out addresses before
/// memory.
int64_t memoryOfMachine();

/// How many a run takes.
unsigned threadsOf(const RunOptions &options);

/// What a run of unknown sizes works on.
struct SizedMemory {
  const int64_t *inputSizes;
  std::span<Tensor> outputs;    ///< All of the program.
  std::vector<Buffer> &buffers; ///< Of intermediate tensors, by number.
  SiteCache &sites;
};

/// One call of an entry function: what the functions of its HostInterface work
/// on. `fail` leaves native frames by longjmp, so nothing with a destructor may
/// live in a frame between it and the function that calls native code.
class Host {
public:
  Host(const Program &program, const Machine &machine,
       const RunOptions &options, ThreadPool &pool, SizedMemory memory)
      : program(program), machine(machine), options(options), pool(pool),
        memory(memory), isMade(program.outputs.size()) {
    report.sites.resize(program.sites.size());
  }

  Expected<RunReport> call(Entry entry, void *const *slots);

private:
  struct SharedLoop;

  HostInterface interface();
  Expected<void> enter(Entry entry, void *const *slots);

  static void launch(void *context, int64_t site, void *const *operands);
  static void multiply(void *context, const MatrixProduct *product);
  static void forEach(void *context, int64_t count,
                      void (*body)(void *state, int64_t index), void *state);
  static void fail(void *context, const char *message);
  static void *allocate(void *context, int64_t number, int64_t count,
                        const int64_t *factors);
  static void *makeOutput(void *context, int64_t index, const int64_t *sizes);
  static void runRange(void *loop, int64_t begin, int64_t end);

  /// Null, with the error noted, where there is no memory.
  void *findMemory(int64_t number, std::span<const int64_t> factors);
  void *findOutput(int64_t index, const int64_t *sizes);
  Expected<void> checkOutputs() const;

  static void launchSized(void *context, int64_t site, void *const *operands,
                          const int64_t *layout);

  /// False, with the error noted, where the site fails. `layout` is null for a
  /// site of known sizes.
  bool runSite(int64_t index, void *const *operands, const int64_t *layout);
  bool runSite(size_t index, const LaunchedSite &launched,
               const SiteOperands &operands);
  bool measureLoss(size_t index, const Site &site,
                   const SiteOperands &operands);
  /// Whom the launch shall tell, or null.
  Expected<Observer *> beginLaunch(size_t index, const Site &site,
                                   const SiteOperands &operands) const;
  void endLaunch(const Statistics &statistics) const;
  void note(std::string message);

  const Program &program;
  const Machine &machine;
  const RunOptions &options;
  ThreadPool &pool;
  SizedMemory memory;
  std::vector<bool> isMade; ///< Of the outputs of unknown sizes.
  RunReport report;
  bool inLoop = false; ///< Of native code, on the calling thread alone.
  std::mutex mutex;    ///< Of what tells of failures.
  std::optional<Error> error;
  int64_t errorIndex = 0; ///< Of the range of a loop that failed.
};

} // namespace a3

#endif // A3_LIB_RUNTIME_HOST_H
