# What cpack runs between installing and packing: Debian's zsh looks for completion of
# packages in a folder of its own.
file(GLOB folders "${CPACK_TEMPORARY_DIRECTORY}/*/usr/share/zsh/site-functions")
foreach(folder IN LISTS folders)
  cmake_path(REPLACE_FILENAME folder vendor-completions OUTPUT_VARIABLE debian)
  file(RENAME "${folder}" "${debian}")
endforeach()
