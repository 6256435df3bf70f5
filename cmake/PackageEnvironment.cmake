# What cpack runs before it packs, so that two packages of one commit are the same: times
# are those of the commit, unless $SOURCE_DATE_EPOCH names another, and dpkg-shlibdeps
# takes of two links to one library always the same.
set(ENV{PERL_HASH_SEED} 0)
if(NOT DEFINED ENV{SOURCE_DATE_EPOCH})
  execute_process(COMMAND git -C "${CMAKE_CURRENT_LIST_DIR}" log -1 --format=%ct
    OUTPUT_VARIABLE commit_time OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  set(ENV{SOURCE_DATE_EPOCH} "${commit_time}")
endif()
