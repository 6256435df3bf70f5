module {
  func.func @main(%arg0: tensor<2x5x8xf32>, %arg1: tensor<2x5xi64>) -> tensor<2x5x8xf32> {
    %0 = tosa.const_shape  {values = dense<[10, 8]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %1 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () -> tensor<1xf32>
    %2 = tosa.const_shape  {values = dense<[1, 10, 8]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %3 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
    %4 = tosa.const_shape  {values = dense<[2, 5, 8]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %5 = tosa.const_shape  {values = dense<[2, 5, 2, 4]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %6 = tosa.const_shape  {values = dense<[4, 5, 4]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %7 = tosa.const_shape  {values = dense<[4, 4, 5]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %8 = tosa.const_shape  {values = dense<[2, 2, 5, 5]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %9 = "tosa.const"() <{values = dense<[0, 1, 2, 3, 4]> : tensor<5xi64>}> : () -> tensor<5xi64>
    %10 = tosa.const_shape  {values = dense<[1, 5]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %11 = tosa.const_shape  {values = dense<[2, 1, 1, 5]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %12 = tosa.const_shape  {values = dense<[4, 5, 5]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %13 = tosa.const_shape  {values = dense<[2, 2, 5, 4]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %14 = "tosa.const"() <{values = dense<[[[0.112700164, 0.203303456, -0.249584705, 0.0113689015, -0.296258509, 0.29929328, -0.0980950146, 0.10759829], [0.189789861, -0.0398133881, -0.175118849, -0.109310925, -0.191292822, -0.190547705, -0.131803185, -0.0852724686], [0.04925327, 0.123961635, -0.291218042, -7.687370e-02, 0.312830299, 0.111643583, 0.0890067219, 0.123920329], [-0.236556679, -0.346858114, 0.184498549, 0.0469874553, 0.323334187, 0.14468579, 0.125403136, -2.561120e-01], [-0.274116904, -0.301970392, -0.0360253565, 0.175259784, -0.327489316, -0.104472682, -0.172736153, -0.20789957], [-0.109077096, 0.164970815, 0.272095084, -0.247695923, 0.249360606, 0.118317753, 0.0312535316, -0.179460347], [0.155195147, -2.002580e-01, 0.218804345, 0.296729535, 0.177186534, -0.101722047, 0.204896823, 0.324919403], [0.348743796, 1.700930e-01, 0.195636138, -0.0384418853, 0.209274784, 0.218588382, -0.0351774022, -0.0951355919]]]> : tensor<1x8x8xf32>}> : () -> tensor<1x8x8xf32>
    %15 = "tosa.const"() <{values = dense_resource<torch_tensor_8_torch.float32> : tensor<1x8xf32>}> : () -> tensor<1x8xf32>
    %16 = "tosa.const"() <{values = dense<[[[-0.0901221409, 0.0485731028, 0.348386168, -0.344224721, 0.277029574, -0.118659519, -0.0267709605, -0.319479018], [-0.231416836, 0.290712178, -0.223689675, -0.208723828, 0.177698657, -0.32787478, -0.178539947, 0.330109119], [-0.126809746, -0.239030108, 0.067784436, -0.120526455, 0.299855828, 0.144931585, 0.0714644045, 0.156290114], [0.0667971447, 0.0164170396, -0.0305138119, 0.177913859, 0.204510957, 0.344174117, 0.13426502, 0.154116526], [-0.184728369, -0.130379081, -0.0744784921, -0.228796318, -0.107251801, -0.10065072, 0.281187713, -0.305901825], [0.0783412531, 0.346944183, -0.0789653658, 0.333372414, -0.234572917, -0.292750537, 0.274492562, 3.273960e-01], [-0.0810754075, -0.33543846, 0.22466217, -0.0787467062, -0.0263054501, -0.320694029, -0.0529211834, 0.334936351], [-0.171319008, -0.338937908, 0.0168987792, -0.0634847432, 0.292614073, 0.088600263, -0.311751753, 0.319209307]]]> : tensor<1x8x8xf32>}> : () -> tensor<1x8x8xf32>
    %17 = "tosa.const"() <{values = dense_resource<torch_tensor_8_torch.float32_1> : tensor<1x8xf32>}> : () -> tensor<1x8xf32>
    %18 = "tosa.const"() <{values = dense<[[[-0.174132869, 0.178302795, -0.100653671, 0.111795142, -0.209343687, -0.281254649, 0.0571520515, 0.037552081], [-0.0309258401, 0.0500560403, -0.240829065, 0.03283564, 0.0507230572, -0.0850467309, 0.32553634, 0.332484841], [-0.0339833833, 0.30082339, 3.099790e-01, 0.131811321, 0.112851217, 0.192322016, -0.168786705, -0.0485825464], [-0.275410473, 0.0475268513, -0.058387883, -0.0861439854, 0.0250329524, -0.144455075, 0.126440674, 0.274512321], [0.29474619, -0.163573816, -0.322272718, -0.140643612, -0.229226246, 0.297000021, -0.0886383206, -0.108879171], [-0.155960068, 0.334461331, -0.0222255494, -0.33046934, 0.338113129, -0.24330005, -0.076672405, 0.284597099], [0.125410646, 0.0836791917, 0.222036079, -0.266344815, -0.205591097, -0.296904057, 2.599690e-01, -0.342002928], [0.307514936, -0.344955266, 0.0918533205, 0.153230935, 0.290797859, -0.159423992, -0.273998886, -0.050955411]]]> : tensor<1x8x8xf32>}> : () -> tensor<1x8x8xf32>
    %19 = "tosa.const"() <{values = dense_resource<torch_tensor_8_torch.float32_2> : tensor<1x8xf32>}> : () -> tensor<1x8xf32>
    %20 = "tosa.const"() <{values = dense<5.000000e-01> : tensor<1x1x1x1xf32>}> : () -> tensor<1x1x1x1xf32>
    %21 = "tosa.const"() <{values = dense<0> : tensor<1x1xi64>}> : () -> tensor<1x1xi64>
    %22 = "tosa.const"() <{values = dense<0> : tensor<1xi64>}> : () -> tensor<1xi64>
    %23 = "tosa.const"() <{values = dense<1.000000e+00> : tensor<1x1x1x1xf32>}> : () -> tensor<1x1x1x1xf32>
    %24 = "tosa.const"() <{values = dense<-3.40282347E+38> : tensor<1x1x1x1xf32>}> : () -> tensor<1x1x1x1xf32>
    %25 = "tosa.const"() <{values = dense<[[[0.309936792, 0.175182953, 0.248190895, -0.224135503, -0.307874173, 0.286737859, 0.213972092, -0.0457037874], [-0.23540014, 0.10575904, -0.262142599, -0.0382310264, -0.324391723, -0.261941731, -0.183305666, -0.258585572], [-0.0382579565, 0.142022148, 0.0812720581, 0.0454771668, 0.345284015, -0.0566451959, -6.886310e-02, 0.103524081], [-0.0189896841, -0.218095645, 5.137760e-02, 0.30120784, -0.0881760492, -0.209210843, 0.280640393, -0.251382589], [0.157759026, 0.227545395, -0.165475905, -0.168687493, 0.017659571, -0.202003345, -0.0799632743, -0.280547202], [0.241716012, 0.334869862, 0.12310572, 0.226499051, 0.0958526805, 0.0838653594, 0.0321930684, 0.0215381775], [-0.0560395457, 0.0306783114, -0.316229701, -0.0449132398, 0.240321621, 0.331862181, -0.247145325, 0.280312538], [-0.292912126, -3.302360e-01, 0.0805251374, -0.167912319, 0.301748663, -0.283233017, 0.30095908, -0.100049958]]]> : tensor<1x8x8xf32>}> : () -> tensor<1x8x8xf32>
    %26 = "tosa.const"() <{values = dense_resource<torch_tensor_8_torch.float32_3> : tensor<1x8xf32>}> : () -> tensor<1x8xf32>
    %27 = tosa.reshape %arg0, %2 : (tensor<2x5x8xf32>, !tosa.shape<3>) -> tensor<1x10x8xf32>
    %28 = tosa.matmul %27, %14, %1, %1 : (tensor<1x10x8xf32>, tensor<1x8x8xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x10x8xf32>
    %29 = tosa.reshape %28, %0 : (tensor<1x10x8xf32>, !tosa.shape<2>) -> tensor<10x8xf32>
    %30 = tosa.add %29, %15 : (tensor<10x8xf32>, tensor<1x8xf32>) -> tensor<10x8xf32>
    %31 = tosa.reshape %30, %5 : (tensor<10x8xf32>, !tosa.shape<4>) -> tensor<2x5x2x4xf32>
    %32 = tosa.transpose %31 {perms = array<i32: 0, 2, 1, 3>} : (tensor<2x5x2x4xf32>) -> tensor<2x2x5x4xf32>
    %33 = tosa.matmul %27, %16, %1, %1 : (tensor<1x10x8xf32>, tensor<1x8x8xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x10x8xf32>
    %34 = tosa.reshape %33, %0 : (tensor<1x10x8xf32>, !tosa.shape<2>) -> tensor<10x8xf32>
    %35 = tosa.add %34, %17 : (tensor<10x8xf32>, tensor<1x8xf32>) -> tensor<10x8xf32>
    %36 = tosa.reshape %35, %5 : (tensor<10x8xf32>, !tosa.shape<4>) -> tensor<2x5x2x4xf32>
    %37 = tosa.matmul %27, %18, %1, %1 : (tensor<1x10x8xf32>, tensor<1x8x8xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x10x8xf32>
    %38 = tosa.reshape %37, %0 : (tensor<1x10x8xf32>, !tosa.shape<2>) -> tensor<10x8xf32>
    %39 = tosa.add %38, %19 : (tensor<10x8xf32>, tensor<1x8xf32>) -> tensor<10x8xf32>
    %40 = tosa.reshape %39, %5 : (tensor<10x8xf32>, !tosa.shape<4>) -> tensor<2x5x2x4xf32>
    %41 = tosa.transpose %40 {perms = array<i32: 0, 2, 1, 3>} : (tensor<2x5x2x4xf32>) -> tensor<2x2x5x4xf32>
    %42 = tosa.transpose %36 {perms = array<i32: 0, 2, 3, 1>} : (tensor<2x5x2x4xf32>) -> tensor<2x2x4x5xf32>
    %43 = tosa.reshape %32, %6 : (tensor<2x2x5x4xf32>, !tosa.shape<3>) -> tensor<4x5x4xf32>
    %44 = tosa.reshape %42, %7 : (tensor<2x2x4x5xf32>, !tosa.shape<3>) -> tensor<4x4x5xf32>
    %45 = tosa.matmul %43, %44, %1, %1 : (tensor<4x5x4xf32>, tensor<4x4x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<4x5x5xf32>
    %46 = tosa.reshape %45, %8 : (tensor<4x5x5xf32>, !tosa.shape<4>) -> tensor<2x2x5x5xf32>
    %47 = tosa.mul %46, %20, %3 : (tensor<2x2x5x5xf32>, tensor<1x1x1x1xf32>, tensor<1xi8>) -> tensor<2x2x5x5xf32>
    %48 = tosa.greater %arg1, %21 : (tensor<2x5xi64>, tensor<1x1xi64>) -> tensor<2x5xi1>
    %49 = tosa.equal %22, %9 : (tensor<1xi64>, tensor<5xi64>) -> tensor<5xi1>
    %50 = tosa.reshape %49, %10 : (tensor<5xi1>, !tosa.shape<2>) -> tensor<1x5xi1>
    %51 = tosa.logical_or %48, %50 : (tensor<2x5xi1>, tensor<1x5xi1>) -> tensor<2x5xi1>
    %52 = tosa.reshape %51, %11 : (tensor<2x5xi1>, !tosa.shape<4>) -> tensor<2x1x1x5xi1>
    %53 = tosa.cast %52 : (tensor<2x1x1x5xi1>) -> tensor<2x1x1x5xi8>
    %54 = tosa.cast %53 : (tensor<2x1x1x5xi8>) -> tensor<2x1x1x5xf32>
    %55 = tosa.sub %23, %54 : (tensor<1x1x1x1xf32>, tensor<2x1x1x5xf32>) -> tensor<2x1x1x5xf32>
    %56 = tosa.mul %55, %24, %3 : (tensor<2x1x1x5xf32>, tensor<1x1x1x1xf32>, tensor<1xi8>) -> tensor<2x1x1x5xf32>
    %57 = tosa.add %47, %56 : (tensor<2x2x5x5xf32>, tensor<2x1x1x5xf32>) -> tensor<2x2x5x5xf32>
    %58 = tosa.reduce_max %57 {axis = 3 : i32} : (tensor<2x2x5x5xf32>) -> tensor<2x2x5x1xf32>
    %59 = tosa.sub %57, %58 : (tensor<2x2x5x5xf32>, tensor<2x2x5x1xf32>) -> tensor<2x2x5x5xf32>
    %60 = tosa.exp %59 : (tensor<2x2x5x5xf32>) -> tensor<2x2x5x5xf32>
    %61 = tosa.reduce_sum %60 {axis = 3 : i32} : (tensor<2x2x5x5xf32>) -> tensor<2x2x5x1xf32>
    %62 = tosa.reciprocal %61 : (tensor<2x2x5x1xf32>) -> tensor<2x2x5x1xf32>
    %63 = tosa.mul %60, %62, %3 : (tensor<2x2x5x5xf32>, tensor<2x2x5x1xf32>, tensor<1xi8>) -> tensor<2x2x5x5xf32>
    %64 = tosa.reshape %63, %12 : (tensor<2x2x5x5xf32>, !tosa.shape<3>) -> tensor<4x5x5xf32>
    %65 = tosa.reshape %41, %6 : (tensor<2x2x5x4xf32>, !tosa.shape<3>) -> tensor<4x5x4xf32>
    %66 = tosa.matmul %64, %65, %1, %1 : (tensor<4x5x5xf32>, tensor<4x5x4xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<4x5x4xf32>
    %67 = tosa.reshape %66, %13 : (tensor<4x5x4xf32>, !tosa.shape<4>) -> tensor<2x2x5x4xf32>
    %68 = tosa.transpose %67 {perms = array<i32: 0, 2, 1, 3>} : (tensor<2x2x5x4xf32>) -> tensor<2x5x2x4xf32>
    %69 = tosa.reshape %68, %2 : (tensor<2x5x2x4xf32>, !tosa.shape<3>) -> tensor<1x10x8xf32>
    %70 = tosa.matmul %69, %25, %1, %1 : (tensor<1x10x8xf32>, tensor<1x8x8xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x10x8xf32>
    %71 = tosa.reshape %70, %0 : (tensor<1x10x8xf32>, !tosa.shape<2>) -> tensor<10x8xf32>
    %72 = tosa.add %71, %26 : (tensor<10x8xf32>, tensor<1x8xf32>) -> tensor<10x8xf32>
    %73 = tosa.reshape %72, %4 : (tensor<10x8xf32>, !tosa.shape<3>) -> tensor<2x5x8xf32>
    return %73 : tensor<2x5x8xf32>
  }
}

{-#
  dialect_resources: {
    builtin: {
      torch_tensor_8_torch.float32: "0x040000004B0E7DBAF7672FBEB6B5B43ED2CBB03EB98588BE36BF92BE1D3689BE6C7DDFBA",
      torch_tensor_8_torch.float32_1: "0x0400000088B498BE0C9B08BE41FF78BE496BAB3E8F8F1BBE574A25BE3EAD3D3EF07927BE",
      torch_tensor_8_torch.float32_2: "0x04000000FA5C7EBDA0A9EA3DA7090E3E5DFD8A3E37C157BDF2B465BC9BED773E77EAC3BD",
      torch_tensor_8_torch.float32_3: "0x040000004D662A3EC38D9B3E4820703E50E93DBE1BBF1EBD2FDBE3BDD28F91BE502D1939"
    }
  }
#-}
