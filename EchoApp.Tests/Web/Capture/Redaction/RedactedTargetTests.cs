using Xunit;

namespace EchoApp.Tests.Web.Capture.Redaction;

public sealed class RedactedTargetTests : RedactionTests
{
    [Theory]
    [InlineData("/p?a=b&c=d", "/p?a=b&c=d")]
    [InlineData("/p?PassWord=x&a", "/p?PassWord=‹1›&a")]
    [InlineData("/p?pass%77ord=x", "/p?pass%77ord=‹1›")]
    [InlineData("/p?+password+=x", "/p?+password+=‹1›")]
    [InlineData("/p?my_secret=x", "/p?my_secret=‹1›")]
    [InlineData("/p?user[password]=x&user.pwd=y&pwd[]=z&pwd[0]=z", "/p?user[password]=‹1›&user.pwd=‹1›&pwd[]=‹1›&pwd[0]=‹1›")]
    [InlineData("/p?password[length]=x", "/p?password[length]=x")]
    [InlineData("/p?a=b;password=x;y&c=d", "/p?a=b;password=‹3›&c=d")]
    [InlineData("/p?next=/q?password=x", "/p?next=/q?password=‹1›")]
    [InlineData("/p#access_token=x&a=b", "/p#access_token=‹1›&a=b")]
    [InlineData("/p;v=1?password=x", "/p;v=1?password=‹1›")]
    [InlineData("/p?password=x=y", "/p?password=‹3›")]
    [InlineData("/p?password=", "/p?password=")]
    [InlineData("/p?password", "/p?password")]
    [InlineData("/p?next=%2Fq%3Fpassword%3Dx&a=b", "/p?next=‹19~_3Dx›&a=b")]
    [InlineData("/p?json=%7B%22password%22%3A%22x%22%7D", "/p?json=‹30~2_7D›")]
    [InlineData("/p?json={\"password\":1}", "/p?json=‹14›")]
    [InlineData("/p?next=%2Fq%3Fa%3Dx", "/p?next=%2Fq%3Fa%3Dx")]
    [InlineData("http://user:pw@h/", "http://user:‹2›@h/")]
    [InlineData("http://token@h/", "http://‹5›@h/")]
    [InlineData("http://h/?mail=u:p@h", "http://h/?mail=u:p@h")]
    [InlineData("/ü?password=ü&a=ü", "/ü?password=‹2›&a=ü")]
    public void Target_OfAnyForm_LosesItsSecretsAlone(string target, string redacted) => Assert.Equal(redacted, Shown(Redactor.RedactTarget(target)));
}
